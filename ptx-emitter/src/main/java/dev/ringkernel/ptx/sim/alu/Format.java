package dev.ringkernel.ptx.sim.alu;

/**
 * The binary floating-point formats, with the encodings that PTX gives their special values.
 *
 * <p>A format without infinities has its largest number in their place, so that conversions to it
 * saturate; one without NaN has its largest number there too, as the hardware converts NaN to it.
 */
enum Format {
  // @formatter:off
  //   width fraction emin   max                    infinity               nan
  F64 (64,   52,      -1022, 0x7fefffffffffffffL,   0x7ff0000000000000L,   Nan.F64),
  F32 (32,   23,      -126,  0x7f7fffffL,           0x7f800000L,           Nan.F32),
  TF32(19,   10,      -126,  0x3fbffL,              0x3fc00L,              0x3ffffL),
  F16 (16,   10,      -14,   0x7bffL,               0x7c00L,               Nan.F16),
  BF16(16,   7,       -126,  0x7f7fL,               0x7f80L,               Nan.BF16),
  E5M2(8,    2,       -14,   0x7bL,                 0x7cL,                 0x7fL),
  E4M3(8,    3,       -6,    0x7eL,                 0x7eL,                 0x7fL),
  E3M2(6,    2,       -2,    0x1fL,                 0x1fL,                 0x1fL),
  E2M3(6,    3,       0,     0x1fL,                 0x1fL,                 0x1fL),
  E2M1(4,    1,       0,     0x7L,                  0x7L,                  0x7L);
  // @formatter:on

  private final int width;
  private final int fraction;
  private final int emin;
  private final long max;
  private final long infinity;
  private final long nan;

  Format(int width, int fraction, int emin, long max, long infinity, long nan) {
    this.width = width;
    this.fraction = fraction;
    this.emin = emin;
    this.max = max;
    this.infinity = infinity;
    this.nan = nan;
  }

  /** The encoded value's width in bits. */
  int width() {
    return width;
  }

  /** The bits of the fraction field. */
  int fraction() {
    return fraction;
  }

  /** The exponent of the least normal number. */
  int emin() {
    return emin;
  }

  /** The encoding of the largest number. */
  long max() {
    return max;
  }

  /** The encoding of infinity. */
  long infinity() {
    return infinity;
  }

  /** The canonical NaN. */
  long nan() {
    return nan;
  }

  /** The sign bit, set or not. */
  long sign(boolean negative) {
    return negative ? 1L << (width - 1) : 0;
  }

  /** The encoding without its sign. */
  long magnitude(long bits) {
    return bits & Bits.mask(width - 1);
  }

  /** Whether the sign bit is set. */
  boolean negative(long bits) {
    return (bits >>> (width - 1) & 1) != 0;
  }

  /** Whether {@code bits} encode a NaN. */
  boolean isNan(long bits) {
    return magnitude(bits) > infinity && infinity != nan;
  }

  /** The encoding of one. */
  long one() {
    return (long) (1 - emin) << fraction;
  }

  /** Denormal numbers become zeros of their sign. */
  long flush(long bits) {
    long magnitude = magnitude(bits);
    return magnitude >>> fraction == 0 ? bits & Bits.mask(width) & ~magnitude : bits;
  }

  /** The value; NaN for every NaN. */
  double decode(long bits) {
    return switch (this) {
      case F64 -> Double.longBitsToDouble(bits);
      case F32 -> Float.intBitsToFloat((int) bits);
      case F16 -> Float.float16ToFloat((short) bits);
      case BF16 -> Float.intBitsToFloat((int) bits << 16);
      case TF32 -> Float.intBitsToFloat((int) bits << 13);
      case E5M2, E4M3, E3M2, E2M3, E2M1 -> decodeSmall(bits);
    };
  }

  private double decodeSmall(long bits) {
    long magnitude = magnitude(bits);
    if (magnitude > max) {
      return magnitude > infinity
          ? Double.NaN
          : negative(bits) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    int field = (int) (magnitude >>> fraction);
    long significand = magnitude & Bits.mask(fraction);
    double value =
        field == 0
            ? Math.scalb((double) significand, emin - fraction)
            : Math.scalb((double) (significand | 1L << fraction), field - 1 + emin - fraction);
    return negative(bits) ? -value : value;
  }

  /** The rounded encoding of {@code value}; the canonical NaN for a NaN. */
  long encode(Round round, double value) {
    if (Double.isNaN(value)) {
      return nan;
    }
    long bits = Double.doubleToRawLongBits(value);
    boolean negative = bits < 0;
    int field = (int) (bits >>> 52) & 0x7ff;
    if (field == 0x7ff) {
      return sign(negative) | infinity;
    }
    long significand = bits & 0xfffffffffffffL;
    return field == 0
        ? encode(round, negative, significand, -1074)
        : encode(round, negative, significand | 1L << 52, field - 1075);
  }

  /**
   * The rounded encoding of {@code significand * 2^exponent}, where the significand is unsigned. Of
   * a value that needs more than 64 bits the lowest bit is the disjunction of all below it.
   */
  long encode(Round round, boolean negative, long significand, int exponent) {
    if (significand == 0) {
      return sign(negative);
    }
    int top = 63 - Long.numberOfLeadingZeros(significand) + exponent;
    long beyond = sign(negative) | (round.overflows(negative) ? infinity : max);
    if (top > (int) (max >>> fraction) - 1 + emin) {
      return beyond;
    }
    int unit = Math.max(top, emin) - fraction;
    int shift = unit - exponent;
    long kept = shift <= 0 ? significand << -shift : round.shift(negative, significand, shift);
    // A carry out of the significand, or into the normal numbers, lands in the exponent field.
    long magnitude = kept + ((long) (unit - emin + fraction) << fraction);
    return magnitude > max ? beyond : sign(negative) | magnitude;
  }

  /** Infinities become the largest number. */
  long finite(long bits) {
    return magnitude(bits) == infinity ? sign(negative(bits)) | max : bits;
  }

  /** Clamps to [0, 1]; NaN becomes zero. */
  long saturate(long bits) {
    return negative(bits) || isNan(bits) ? 0 : Math.min(bits, one());
  }

  /** Negative numbers become zero, NaN the canonical one. */
  long relu(long bits) {
    return isNan(bits) ? nan : negative(bits) ? 0 : bits;
  }
}

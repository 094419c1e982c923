package dev.ringkernel.ptx.sim;

/** An element of a matrix, in registers and in memory. All values of all types are doubles. */
enum Element {
  F16(16),
  BF16(16),
  /** An {@code f32} of which the low 13 bits do not count. */
  TF32(32),
  E4M3(8),
  E5M2(8),
  S8(8),
  U8(8),
  S32(32),
  F32(32),
  F64(64);

  /** What a matrix instruction gives where the result is no number. */
  private static final int NAN_F32 = 0x7fffffff;

  private static final int NAN_F16 = 0x7fff;

  final int bits;

  Element(int bits) {
    this.bits = bits;
  }

  /** How many a register holds, the first in its low bits. */
  int perRegister() {
    return Math.max(1, 32 / bits);
  }

  /** The bits of element {@code i} of a register. */
  long extract(long register, int i) {
    return bits == 64 ? register : (register >>> (i * bits)) & ((1L << bits) - 1);
  }

  /** The least exponent of a normal number, for elements of 8 bits that of {@code f16}. */
  int leastExponent() {
    return switch (this) {
      case F16, E4M3, E5M2 -> -14;
      case F64 -> Double.MIN_EXPONENT;
      case BF16, TF32, F32, S8, U8, S32 -> Float.MIN_EXPONENT;
    };
  }

  double value(long raw) {
    return switch (this) {
      case F16 -> Float.float16ToFloat((short) raw);
      case BF16 -> Float.intBitsToFloat((int) raw << 16);
      case TF32 -> Float.intBitsToFloat((int) raw & 0xffffe000);
      case E4M3 -> e4m3((int) raw);
      case E5M2 -> Float.float16ToFloat((short) (raw << 8));
      case S8 -> (byte) raw;
      case U8 -> raw;
      case S32 -> (int) raw;
      case F32 -> Float.intBitsToFloat((int) raw);
      case F64 -> Double.longBitsToDouble(raw);
    };
  }

  private static double e4m3(int raw) {
    int exponent = (raw >>> 3) & 15;
    int fraction = raw & 7;
    double magnitude =
        (raw & 0x7f) == 0x7f
            ? Double.NaN
            : exponent == 0 ? Math.scalb(fraction, -9) : Math.scalb(8 + fraction, exponent - 10);
    return (raw & 0x80) != 0 ? -magnitude : magnitude;
  }

  /** The bits of a value that this type, one of an accumulator, has or is rounded to. */
  long raw(double value) {
    return switch (this) {
      case F16 -> (Double.isNaN(value) ? NAN_F16 : Float.floatToFloat16((float) value)) & 0xffffL;
      case F32 ->
          (Double.isNaN(value) ? NAN_F32 : Float.floatToRawIntBits((float) value)) & 0xffffffffL;
      case S32 -> (long) value & 0xffffffffL;
      case F64 -> Double.doubleToRawLongBits(value);
      case BF16, TF32, E4M3, E5M2, S8, U8 ->
          throw new IllegalStateException(this + " is no type of a result");
    };
  }
}

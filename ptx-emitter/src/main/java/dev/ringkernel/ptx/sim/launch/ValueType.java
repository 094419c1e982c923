package dev.ringkernel.ptx.sim.launch;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types of values in a launch description, named as in PTX. */
public enum ValueType {
  // @formatter:off
  U8(1, Kind.UNSIGNED), U16(2, Kind.UNSIGNED), U32(4, Kind.UNSIGNED), U64(8, Kind.UNSIGNED),
  S8(1, Kind.SIGNED),   S16(2, Kind.SIGNED),   S32(4, Kind.SIGNED),   S64(8, Kind.SIGNED),
  B8(1, Kind.BITS),     B16(2, Kind.BITS),     B32(4, Kind.BITS),     B64(8, Kind.BITS),
  F16(2, Kind.FLOAT),   BF16(2, Kind.FLOAT),   F32(4, Kind.FLOAT),    F64(8, Kind.FLOAT);
  // @formatter:on

  /** What the bits mean, and how they are printed. */
  private enum Kind {
    UNSIGNED,
    SIGNED,
    /** Printed in hexadecimal. */
    BITS,
    FLOAT
  }

  private final int bytes;
  private final Kind kind;

  ValueType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Returns the size in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the name as it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  static ValueType of(String text) {
    return Arrays.stream(values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new LaunchException(
                    "there is no type '"
                        + text
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(ValueType::text)
                            .collect(Collectors.joining(", "))));
  }

  /** Reads a number: decimal, {@code 0x…}, and for floats {@code nan}, {@code inf} or raw bits. */
  long parse(String text) {
    var digits = text.toLowerCase(Locale.ROOT);
    try {
      boolean raw = digits.startsWith("0x") && !digits.contains("p");
      if (isFloat() && !raw) {
        return bitsOf(real(digits));
      }
      return integer(digits);
    } catch (NumberFormatException e) {
      throw new LaunchException("'" + text + "' is not a number of type " + text(), e);
    }
  }

  private static double real(String digits) {
    return switch (digits) {
      case "nan" -> Double.NaN;
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(digits);
    };
  }

  private long integer(String digits) {
    boolean negative = digits.startsWith("-");
    var rest = negative ? digits.substring(1) : digits;
    var value =
        rest.startsWith("0x") ? new BigInteger(rest.substring(2), 16) : new BigInteger(rest);
    var signed = negative ? value.negate() : value;
    var least = BigInteger.ONE.shiftLeft(8 * bytes - 1).negate();
    // Bits may be written either way: as a negative number, or all of them in hexadecimal.
    boolean asBits = kind == Kind.BITS || rest.startsWith("0x");
    int most = kind == Kind.SIGNED && !asBits ? 8 * bytes - 1 : 8 * bytes;
    boolean low = signed.signum() < 0 && (kind == Kind.UNSIGNED || signed.compareTo(least) < 0);
    if (low || signed.bitLength() > most) {
      throw new LaunchException(digits + " is out of the range of " + text());
    }
    return signed.longValue() & mask();
  }

  private long mask() {
    return bytes == 8 ? -1 : (1L << (8 * bytes)) - 1;
  }

  /** Returns the bits of a number, rounded to nearest; integers are cut. */
  long bitsOf(double value) {
    return switch (this) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32 -> Float.floatToRawIntBits((float) value) & mask();
      case F16 -> Float.floatToFloat16((float) value) & mask();
      case BF16 -> bfloat((float) value);
      case U8, U16, U32, U64, S8, S16, S32, S64, B8, B16, B32, B64 -> (long) value & mask();
    };
  }

  private static long bfloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.isNaN(value) ? 0x7fff : (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  /** Returns the number that the bits stand for; 64-bit integers lose what a double cannot hold. */
  double number(long bits) {
    return switch (this) {
      case F64 -> Double.longBitsToDouble(bits);
      case F32 -> Float.intBitsToFloat((int) bits);
      case F16 -> Float.float16ToFloat((short) bits);
      case BF16 -> Float.intBitsToFloat((int) bits << 16);
      case S8, S16, S32, S64 -> signed(bits);
      case U8, U16, U32, U64, B8, B16, B32, B64 ->
          new BigInteger(Long.toUnsignedString(bits)).doubleValue();
    };
  }

  private long signed(long bits) {
    int unused = 64 - 8 * bytes;
    return bits << unused >> unused;
  }

  /** Returns the number as it is written. */
  String text(long bits) {
    return switch (kind) {
      case UNSIGNED -> Long.toUnsignedString(bits);
      case SIGNED -> Long.toString(signed(bits));
      case BITS -> "0x" + HexFormat.of().toHexDigits(bits, 2 * bytes);
      case FLOAT ->
          this == F64 ? Double.toString(number(bits)) : Float.toString((float) number(bits));
    };
  }

  /**
   * Says whether a value is as expected: the same bits, any NaN for a NaN, or within the tolerance,
   * which is relative above 1 and absolute below.
   */
  boolean agrees(long got, long expected, double tolerance) {
    if (got == expected) {
      return true;
    }
    double a = number(got);
    double b = number(expected);
    if (isFloat() && Double.isNaN(a) && Double.isNaN(b)) {
      return true;
    }
    return tolerance > 0 && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  }
}

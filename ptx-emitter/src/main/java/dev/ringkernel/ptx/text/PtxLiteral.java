package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxType;
import java.util.Locale;

/** Literals of PTX: integers of four radixes, floats by their bits, decimal floats. */
final class PtxLiteral {
  private PtxLiteral() {}

  /**
   * The value as bits of {@code type}. Integers keep their low bits, which is what the assembler
   * does with those too wide.
   *
   * @throws NumberFormatException where the text is no literal
   */
  static long bits(String text, PtxType type) {
    boolean isFloat = isFloat(text);
    long bits;
    if (isFloat && (type == PtxType.F32 || (type == PtxType.B32 && isSingle(text)))) {
      bits = Float.floatToRawIntBits(isSingle(text) ? single(text) : (float) wide(text));
    } else if (isFloat) {
      bits = Double.doubleToRawLongBits(isSingle(text) ? single(text) : wide(text));
    } else {
      bits = integer(text);
    }
    return type.bits() >= 64 ? bits : bits & ((1L << type.bits()) - 1);
  }

  static boolean isFloat(String text) {
    return isSingle(text) || isDouble(text) || (!isHex(text) && decimalFloat(text));
  }

  private static boolean decimalFloat(String text) {
    return text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
  }

  private static boolean isHex(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    return text.startsWith("0x", from) || text.startsWith("0X", from);
  }

  private static boolean isSingle(String text) {
    return text.startsWith("0f") || text.startsWith("0F");
  }

  private static boolean isDouble(String text) {
    return text.startsWith("0d") || text.startsWith("0D");
  }

  private static float single(String text) {
    return Float.intBitsToFloat(Integer.parseUnsignedInt(text, 2, text.length(), 16));
  }

  private static double wide(String text) {
    return isDouble(text)
        ? Double.longBitsToDouble(Long.parseUnsignedLong(text, 2, text.length(), 16))
        : Double.parseDouble(text);
  }

  /** An integer with an optional sign and {@code U}; bits beyond 64 are lost. */
  static long integer(String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    int from = negative ? 1 : 0;
    int to = digits.endsWith("u") ? digits.length() - 1 : digits.length();
    int radix = 10;
    if (digits.startsWith("0x", from)) {
      radix = 16;
      from += 2;
    } else if (digits.startsWith("0b", from)) {
      radix = 2;
      from += 2;
    } else if (digits.startsWith("0", from) && to > from + 1) {
      radix = 8;
      from += 1;
    }
    if (from >= to) {
      throw new NumberFormatException("'" + text + "' has no digits");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        throw new NumberFormatException("'" + text + "' is no integer");
      }
      value = value * radix + digit;
    }
    return negative ? -value : value;
  }
}

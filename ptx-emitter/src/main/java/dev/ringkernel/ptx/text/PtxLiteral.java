package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxType;
import java.math.BigInteger;
import java.util.Locale;

/** Literals of PTX: integers of four radixes, floats by their bits, decimal floats. */
final class PtxLiteral {
  private static final int LONGEST = 400;

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

  /**
   * Empty where {@code text}, which begins with a digit or a dot, is a literal; else the reason.
   */
  static String whyNot(String text) {
    if (text.length() > LONGEST) {
      return "it has more than " + LONGEST + " characters";
    }
    if (isSingle(text) || isDouble(text)) {
      int digits = isSingle(text) ? 8 : 16;
      return text.length() == digits + 2 && allDigits(text, 2, text.length(), 16)
          ? ""
          : "its bits are " + digits + " hexadecimal digits";
    }
    if (!isHex(text) && !isBinary(text) && decimalFloat(text)) {
      return isDecimalFloat(text) ? "" : "a float is digits, a dot, digits and an exponent";
    }
    String digits = text.toLowerCase(Locale.ROOT);
    int end = digits.endsWith("u") ? digits.length() - 1 : digits.length();
    int radix = radix(digits, 0);
    int start = isHex(text) || isBinary(text) ? 2 : 0;
    if (start >= end || !allDigits(digits, start, end, radix)) {
      return "an integer of base " + radix + " has no such digits";
    }
    return new BigInteger(digits.substring(start, end), radix).bitLength() <= 64
        ? ""
        : "it has more than 64 bits";
  }

  private static boolean isDecimalFloat(String text) {
    int i = 0;
    int digits = 0;
    boolean dot = false;
    while (i < text.length()
        && (Character.digit(text.charAt(i), 10) >= 0 || text.charAt(i) == '.')) {
      if (text.charAt(i) == '.' && dot) {
        return false;
      }
      dot |= text.charAt(i) == '.';
      digits += text.charAt(i) == '.' ? 0 : 1;
      i++;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      return digits > 0 && i < text.length() && allDigits(text, i, text.length(), 10);
    }
    return digits > 0 && i == text.length();
  }

  private static boolean allDigits(String text, int from, int to, int radix) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int radix(String digits, int from) {
    if (digits.startsWith("0x", from)) {
      return 16;
    }
    if (digits.startsWith("0b", from)) {
      return 2;
    }
    boolean octal = digits.startsWith("0", from) && digits.length() > from + 1;
    return octal && digits.charAt(from + 1) != 'u' ? 8 : 10;
  }

  static boolean isFloat(String text) {
    return isSingle(text)
        || isDouble(text)
        || (!isHex(text) && !isBinary(text) && decimalFloat(text));
  }

  private static boolean decimalFloat(String text) {
    return text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
  }

  private static boolean isHex(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    return text.startsWith("0x", from) || text.startsWith("0X", from);
  }

  private static boolean isBinary(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    return text.startsWith("0b", from) || text.startsWith("0B", from);
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
    int radix = radix(digits, from);
    from += radix == 16 || radix == 2 ? 2 : 0;
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

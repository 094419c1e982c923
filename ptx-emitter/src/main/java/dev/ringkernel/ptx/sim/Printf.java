package dev.ringkernel.ptx.sim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.LongFunction;

/** The formatting of C's {@code printf}, with the arguments as nvcc lays them out in memory. */
final class Printf {

  /** Finds an argument: its offset and size give its native address. */
  @FunctionalInterface
  interface Arguments {
    /** The native address of an argument. */
    long at(long offset, int bytes);
  }

  private final String format;
  private final LongFunction<String> strings;
  private final StringBuilder out = new StringBuilder();
  private int next;
  private long offset;
  private int count;

  /** One conversion: {@code %-08.3lf}. */
  private static final class Spec {
    boolean left;
    boolean plus;
    boolean blank;
    boolean alternate;
    boolean zero;
    int width;
    int precision = -1;
    boolean wide;
  }

  /**
   * @param strings gives the string at an address
   */
  Printf(String format, LongFunction<String> strings) {
    this.format = format;
    this.strings = strings;
  }

  /** How many arguments were printed. */
  int count() {
    return count;
  }

  /** The text. */
  String print(Arguments arguments) {
    while (next < format.length()) {
      char c = format.charAt(next++);
      if (c != '%') {
        out.append(c);
      } else if (next < format.length() && format.charAt(next) == '%') {
        out.append('%');
        next++;
      } else {
        conversion(arguments);
      }
    }
    return out.toString();
  }

  private void conversion(Arguments arguments) {
    int start = next - 1;
    Spec spec = new Spec();
    while (next < format.length() && flag(spec, format.charAt(next))) {
      next++;
    }
    spec.width = number(arguments, 0);
    if (spec.width < 0) {
      spec.left = true;
      spec.width = -spec.width;
    }
    if (next < format.length() && format.charAt(next) == '.') {
      next++;
      spec.precision = number(arguments, 0);
    }
    while (next < format.length() && "hlLqjzt".indexOf(format.charAt(next)) >= 0) {
      spec.wide |= format.charAt(next) != 'h';
      next++;
    }
    char kind = next < format.length() ? format.charAt(next++) : ' ';
    String text =
        switch (kind) {
          case 'd', 'i' -> signed(spec, integer(arguments, spec.wide, true));
          case 'u' -> digits(spec, Long.toUnsignedString(integer(arguments, spec.wide, false)), "");
          case 'x' -> hex(spec, integer(arguments, spec.wide, false));
          case 'X' -> hex(spec, integer(arguments, spec.wide, false)).toUpperCase(Locale.ROOT);
          case 'o' ->
              digits(
                  spec,
                  Long.toOctalString(integer(arguments, spec.wide, false)),
                  spec.alternate ? "0" : "");
          case 'c' -> pad(spec, String.valueOf((char) (integer(arguments, false, false) & 0xff)));
          case 'p' -> pad(spec, "0x" + Long.toHexString(integer(arguments, true, false)));
          case 's' -> string(spec, integer(arguments, true, false));
          case 'f', 'F', 'e', 'E', 'g', 'G', 'a', 'A' -> real(spec, kind, arguments);
          default -> format.substring(start, next);
        };
    out.append(text);
  }

  private static boolean flag(Spec spec, char c) {
    switch (c) {
      case '-' -> spec.left = true;
      case '+' -> spec.plus = true;
      case ' ' -> spec.blank = true;
      case '#' -> spec.alternate = true;
      case '0' -> spec.zero = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private int number(Arguments arguments, int otherwise) {
    if (next < format.length() && format.charAt(next) == '*') {
      next++;
      return (int) integer(arguments, false, true);
    }
    int value = otherwise;
    while (next < format.length() && Character.isDigit(format.charAt(next))) {
      value = Math.min(value * 10 + format.charAt(next++) - '0', 4096);
    }
    return value;
  }

  private long integer(Arguments arguments, boolean wide, boolean signed) {
    int bytes = wide ? 8 : 4;
    long at = take(arguments, bytes);
    return wide ? Raw.get64(at) : signed ? Raw.get32(at) : Raw.get32(at) & 0xffffffffL;
  }

  private long take(Arguments arguments, int bytes) {
    offset = (offset + bytes - 1) & -bytes;
    long at = arguments.at(offset, bytes);
    offset += bytes;
    count++;
    return at;
  }

  private String signed(Spec spec, long value) {
    String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
    return digits(spec, digits, sign(spec, value < 0));
  }

  private static String sign(Spec spec, boolean negative) {
    return negative ? "-" : spec.plus ? "+" : spec.blank ? " " : "";
  }

  private String hex(Spec spec, long value) {
    return digits(spec, Long.toHexString(value), spec.alternate && value != 0 ? "0x" : "");
  }

  /** An integer's digits with its prefix; a precision says how many digits at least. */
  private static String digits(Spec spec, String digits, String prefix) {
    String all = "0".repeat(Math.max(0, spec.precision - digits.length())) + digits;
    if (spec.precision == 0 && digits.equals("0")) {
      all = "";
    }
    return number(spec, prefix, all, spec.precision < 0);
  }

  private static String number(Spec spec, String prefix, String digits, boolean mayFill) {
    int missing = spec.width - prefix.length() - digits.length();
    if (spec.zero && !spec.left && mayFill && missing > 0) {
      return prefix + "0".repeat(missing) + digits;
    }
    return pad(spec, prefix + digits);
  }

  private static String pad(Spec spec, String text) {
    String blanks = " ".repeat(Math.max(0, spec.width - text.length()));
    return spec.left ? text + blanks : blanks + text;
  }

  private String string(Spec spec, long address) {
    String text = address == 0 ? "(null)" : strings.apply(address);
    int most = spec.precision < 0 ? text.length() : Math.min(spec.precision, text.length());
    return pad(spec, text.substring(0, most));
  }

  private String real(Spec spec, char kind, Arguments arguments) {
    double value = Double.longBitsToDouble(Raw.get64(take(arguments, 8)));
    boolean upper = Character.isUpperCase(kind);
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    double size = Math.abs(value);
    String digits;
    boolean finite = Double.isFinite(size);
    if (!finite) {
      digits = Double.isNaN(size) ? "nan" : "inf";
    } else {
      digits =
          switch (Character.toLowerCase(kind)) {
            case 'f' -> fixed(size, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
            case 'e' -> scientific(size, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
            case 'g' -> shortest(size, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
            default -> hexadecimal(size);
          };
    }
    String text = number(spec, sign(spec, negative), digits, finite);
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String fixed(double size, int precision, boolean point) {
    String text = new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return precision == 0 && point ? text + "." : text;
  }

  private static String scientific(double size, int precision, boolean point) {
    BigDecimal rounded =
        new BigDecimal(size).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = size == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String digits = rounded.unscaledValue().toString();
    if (size == 0) {
      digits = "0";
    }
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < precision + 1) {
      text.append('0');
    }
    text.setLength(precision + 1);
    if (precision > 0 || point) {
      text.insert(1, '.');
    }
    text.append(exponent < 0 ? "e-" : "e+");
    return text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }

  private static String shortest(double size, int asked, boolean alternate) {
    int precision = Math.max(asked, 1);
    BigDecimal rounded =
        new BigDecimal(size).round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = size == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    boolean plain = exponent >= -4 && exponent < precision;
    String text =
        plain
            ? fixed(size, precision - 1 - exponent, alternate)
            : scientific(size, precision - 1, alternate);
    if (alternate || text.indexOf('.') < 0) {
      return text;
    }
    int end = plain ? text.length() : text.indexOf('e');
    int keep = end;
    while (text.charAt(keep - 1) == '0') {
      keep--;
    }
    keep -= text.charAt(keep - 1) == '.' ? 1 : 0;
    return text.substring(0, keep) + text.substring(end);
  }

  /** Java writes {@code 0x1.8p1}, C {@code 0x1.8p+1}. */
  private static String hexadecimal(double size) {
    String text = Double.toHexString(size).replace(".0p", "p");
    return text.contains("p-") ? text : text.replace("p", "p+");
  }
}

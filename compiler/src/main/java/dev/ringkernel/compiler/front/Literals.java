package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.Locale;

/** Values of literals (JLS 3.10). */
final class Literals {
  private Literals() {}

  /** 2147483648, which only a minus may precede, gives the minimum. */
  static int intValue(IntegerLiteralExpr e) {
    return (int) digits(e.getValue());
  }

  static long longValue(LongLiteralExpr e) {
    String text = e.getValue();
    return digits(text.substring(0, text.length() - 1));
  }

  private static long digits(String literal) {
    String text = literal.replace("_", "").toLowerCase(Locale.ROOT);
    if (text.startsWith("0x")) {
      return Long.parseUnsignedLong(text.substring(2), 16);
    }
    if (text.startsWith("0b")) {
      return Long.parseUnsignedLong(text.substring(2), 2);
    }
    if (text.length() > 1 && text.startsWith("0")) {
      return Long.parseUnsignedLong(text.substring(1), 8);
    }
    return Long.parseUnsignedLong(text);
  }

  /** A {@link Float} or a {@link Double}. */
  static Object floating(DoubleLiteralExpr e) {
    String text = e.getValue().replace("_", "");
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    char last = Character.toLowerCase(text.charAt(text.length() - 1));
    boolean suffixed = last == 'f' || last == 'd';
    // In hexadecimal the digits after the exponent are decimal, so a final f is a suffix there too.
    String number =
        suffixed && (!hex || text.toLowerCase(Locale.ROOT).contains("p"))
            ? text.substring(0, text.length() - 1)
            : text;
    if (last == 'f') {
      return Float.parseFloat(number);
    }
    return Double.parseDouble(number);
  }

  static char charValue(CharLiteralExpr e) {
    return unicode(e.getValue()).translateEscapes().charAt(0);
  }

  static String stringValue(StringLiteralExpr e) {
    return unicode(e.getValue()).translateEscapes();
  }

  static String stringValue(TextBlockLiteralExpr e) {
    return unicode(e.getValue()).stripIndent().translateEscapes();
  }

  private static String unicode(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == 'u') {
        int digits = i + 1;
        while (text.charAt(digits) == 'u') {
          digits++;
        }
        out.append((char) Integer.parseInt(text.substring(digits, digits + 4), 16));
        i = digits + 4;
      } else if (c == '\\' && i + 1 < text.length()) {
        out.append(c).append(text.charAt(i + 1));
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }
}

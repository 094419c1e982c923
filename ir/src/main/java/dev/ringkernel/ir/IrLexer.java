package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits IR text into tokens. Blank space and {@code //} comments separate them and mean nothing
 * else.
 */
final class IrLexer {
  enum Kind {
    WORD,
    VALUE,
    NUMBER,
    STRING,
    PUNCTUATION,
    END
  }

  /** {@code text} of a string is its content, of a value its number. */
  record Token(Kind kind, String text, int line, int column) {
    boolean is(String punctuationOrWord) {
      return kind != Kind.STRING && text.equals(punctuationOrWord);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private IrLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    return new IrLexer(text).all();
  }

  // By hand, not by pattern: the device runtime is read at every link, by a JVM that has just
  // started.
  private List<Token> all() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '/' && peek(1) == '/') {
        at = orEnd(text.indexOf('\n', at));
      } else if (c == '"') {
        string();
      } else if (c == '%' && isDigit(peek(1))) {
        int end = digits(at + 1);
        add(Kind.VALUE, text.substring(at + 1, end), end);
      } else if (isDigit(c) || (c == '-' && (isDigit(peek(1)) || text.startsWith("inf", at + 1)))) {
        number();
      } else if (isWord(c)) {
        int end = at;
        while (end < text.length()
            && (isWord(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
          end++;
        }
        String word = text.substring(at, end);
        add(word.equals("inf") ? Kind.NUMBER : Kind.WORD, word, end);
      } else if (c == '-' && peek(1) == '>') {
        add(Kind.PUNCTUATION, "->", at + 2);
      } else if ("-(){}[],:=+*!@".indexOf(c) >= 0) {
        add(Kind.PUNCTUATION, text.substring(at, at + 1), at + 1);
      } else {
        throw new IrParseException(line, column(), "unexpected character '" + c + "'");
      }
    }
    tokens.add(new Token(Kind.END, "end of text", line, column()));
    return tokens;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private int orEnd(int index) {
    return index < 0 ? text.length() : index;
  }

  private void add(Kind kind, String content, int end) {
    tokens.add(new Token(kind, content, line, column()));
    at = end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** {@code -}, then {@code inf}, {@code 0x1f}, {@code 12} or {@code 1.5E-10}. */
  private void number() {
    int start = at + (text.charAt(at) == '-' ? 1 : 0);
    int end;
    if (text.startsWith("inf", start)) {
      end = start + 3;
    } else if (text.startsWith("0x", start)) {
      end = start + 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
    } else {
      end = digits(start);
      if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
        end = digits(end + 1);
      }
      if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
        int exponent = end + 1 < text.length() && text.charAt(end + 1) == '-' ? end + 2 : end + 1;
        end = digits(exponent) > exponent ? digits(exponent) : end;
      }
    }
    add(Kind.NUMBER, text.substring(at, end), end);
  }

  private void string() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length() || text.charAt(end) != '"') {
      throw new IrParseException(line, column(), "string without an end");
    }
    String raw = text.substring(at + 1, end);
    add(Kind.STRING, raw.indexOf('\\') < 0 ? raw : unescaped(raw, line, column()), end + 1);
  }

  private static String unescaped(String raw, int line, int column) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        s.append(c);
        continue;
      }
      i++;
      char kind = raw.charAt(i);
      if (kind == '"' || kind == '\\') {
        s.append(kind);
      } else if (kind == 'u'
          && raw.length() >= i + 5
          && raw.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
        s.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        throw new IrParseException(line, column, "unknown escape \\" + kind + " in a string");
      }
    }
    return s.toString();
  }
}

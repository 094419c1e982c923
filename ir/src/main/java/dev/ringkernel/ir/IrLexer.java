package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits IR text into tokens. Blank space and {@code //} comments separate them and mean nothing else. */
final class IrLexer {
  enum Kind {
    WORD, VALUE, NUMBER, STRING, PUNCTUATION, END
  }

  /** {@code text} of a string is its content, of a value its number. */
  record Token(Kind kind, String text, int line, int column) {
    boolean is(String punctuationOrWord) {
      return kind != Kind.STRING && text.equals(punctuationOrWord);
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<blank>[ \\t\\r]+|//[^\\n]*)|(?<newline>\\n)"
              + "|%(?<value>\\d+)"
              + "|(?<number>-?(?:0x[0-9a-fA-F]+|\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?|inf\\b))"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_.]*)"
              + "|\"(?<string>(?:[^\"\\\\\\n]|\\\\.)*+)\""
              + "|(?<punctuation>->|[-(){}\\[\\],:=+*!@])");

  private IrLexer() {}

  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(text);
    int line = 1;
    int lineStart = 0;
    int at = 0;
    while (at < text.length()) {
      int column = at - lineStart + 1;
      if (!m.region(at, text.length()).lookingAt()) {
        throw new IrParseException(line, column, "unexpected character '" + text.charAt(at) + "'");
      }
      at = m.end();
      if (m.group("newline") != null) {
        line++;
        lineStart = at;
      } else if (m.group("value") != null) {
        tokens.add(new Token(Kind.VALUE, m.group("value"), line, column));
      } else if (m.group("number") != null) {
        tokens.add(new Token(Kind.NUMBER, m.group("number"), line, column));
      } else if (m.group("word") != null) {
        tokens.add(new Token(Kind.WORD, m.group("word"), line, column));
      } else if (m.group("string") != null) {
        tokens.add(new Token(Kind.STRING, unescaped(m.group("string"), line, column), line, column));
      } else if (m.group("punctuation") != null) {
        tokens.add(new Token(Kind.PUNCTUATION, m.group("punctuation"), line, column));
      }
    }
    tokens.add(new Token(Kind.END, "end of text", line, text.length() - lineStart + 1));
    return tokens;
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
      } else if (kind == 'u' && raw.substring(i + 1).matches("(?s)[0-9a-fA-F]{4}.*")) {
        s.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        throw new IrParseException(line, column, "unknown escape \\" + kind + " in a string");
      }
    }
    return s.toString();
  }
}

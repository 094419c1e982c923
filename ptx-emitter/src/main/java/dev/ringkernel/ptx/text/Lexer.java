package dev.ringkernel.ptx.text;

/**
 * Cuts a PTX text into words as the reader asks for them. Every question first steps over blanks
 * and comments; positions only grow.
 */
final class Lexer {
  /** What {@link #peek} gives behind the last character. */
  static final int END = -1;

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
  }

  /** The offset of what comes next. */
  int offset() {
    skip();
    return at;
  }

  /** The line of what comes next, from 1. */
  int line() {
    skip();
    return line;
  }

  /** The column of what comes next, from 1. */
  int column() {
    skip();
    return at - lineStart + 1;
  }

  Fault fault(String message) {
    return new Fault(offset(), message);
  }

  /** The next character, which begins a word or is a sign. */
  int peek() {
    skip();
    return at < text.length() ? text.charAt(at) : END;
  }

  private int charAt(int index) {
    return index < text.length() ? text.charAt(index) : END;
  }

  boolean accept(char c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw fault("'" + c + "' expected, not " + shown());
    }
  }

  /** Takes both signs if they come next, with nothing between them. */
  boolean accept(char first, char second) {
    if (comes(first, second)) {
      at += 2;
      return true;
    }
    return false;
  }

  /** Whether both signs come next, with nothing between them. */
  boolean comes(char first, char second) {
    return peek() == first && charAt(at + 1) == second;
  }

  /** Whether the word comes next. */
  boolean comes(String word) {
    skip();
    return text.startsWith(word, at) && !inName(charAt(at + word.length()));
  }

  boolean atName() {
    return startsName(peek());
  }

  /** A name; only its first character may be a percent sign. */
  String name(String what) {
    if (!atName()) {
      throw fault(what + " expected, not " + shown());
    }
    int start = at++;
    while (inName(charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A name with what a dot joins to it: {@code %tid.x}. */
  String dottedName(String what) {
    int start = offset();
    String name = name(what);
    if (charAt(at) != '.' || !startsName(charAt(at + 1))) {
      return name;
    }
    while (charAt(at) == '.' && startsName(charAt(at + 1))) {
      at++;
      while (inName(charAt(at))) {
        at++;
      }
    }
    return text.substring(start, at);
  }

  /** Modifiers that follow an opcode's name, with their dots; blanks before a dot are dropped. */
  String modifiers() {
    int start = at;
    int end = modifiersFrom(at);
    at = end;
    if (peek() != '.') {
      return text.substring(start, end);
    }
    StringBuilder out = new StringBuilder().append(text, start, end);
    while (peek() == '.') {
      int from = at;
      at = modifiersFrom(at);
      if (at == from) {
        throw fault("a modifier expected behind the dot");
      }
      out.append(text, from, at);
    }
    return out.toString();
  }

  private int modifiersFrom(int from) {
    int end = from;
    while (charAt(end) == '.' && inName(charAt(end + 1))) {
      end++;
      while (inName(charAt(end))
          || (charAt(end) == ':' && charAt(end + 1) == ':' && inName(charAt(end + 2)))) {
        end += charAt(end) == ':' ? 2 : 1;
      }
    }
    return end;
  }

  boolean atDirective() {
    return peek() == '.' && startsName(charAt(at + 1));
  }

  /** A word with its dot, {@code ::} and what follows included. */
  String directive(String what) {
    if (!atDirective()) {
      throw fault(what + " expected, not " + shown());
    }
    int start = at++;
    while (inName(charAt(at))
        || (charAt(at) == ':' && charAt(at + 1) == ':' && inName(charAt(at + 2)))) {
      at += charAt(at) == ':' ? 2 : 1;
    }
    return text.substring(start, at);
  }

  /** The word with its dot that comes next, without taking it; empty where there is none. */
  String peekDirective() {
    if (!atDirective()) {
      return "";
    }
    int start = at;
    String word = directive("a directive");
    at = start;
    return word;
  }

  boolean acceptDirective(String word) {
    if (atDirective() && text.startsWith(word, at) && !inName(charAt(at + word.length()))) {
      at += word.length();
      return true;
    }
    return false;
  }

  boolean atNumber() {
    int c = peek();
    return isDigit(c) || (c == '.' && isDigit(charAt(at + 1)));
  }

  /** A number as written, without sign and suffix; see {@link PtxLiteral}. */
  String number() {
    if (!atNumber()) {
      throw fault("a number expected, not " + shown());
    }
    int start = at;
    boolean decimal = !(charAt(at) == '0' && Character.isLetter(charAt(at + 1)));
    while (inName(charAt(at)) || (decimal && charAt(at) == '.')) {
      boolean exponent = decimal && (charAt(at) == 'e' || charAt(at) == 'E');
      at++;
      if (exponent && (charAt(at) == '-' || charAt(at) == '+')) {
        at++;
      }
    }
    String number = text.substring(start, at);
    String reason = PtxLiteral.whyNot(number);
    if (!reason.isEmpty()) {
      throw new Fault(start, "'" + shorten(number) + "' is no number: " + reason);
    }
    boolean suffixed = number.endsWith("U") || number.endsWith("u");
    return suffixed ? number.substring(0, number.length() - 1) : number;
  }

  /** A string's contents; PTX has no escapes in it. */
  String string() {
    if (peek() != '"') {
      throw fault("a string expected, not " + shown());
    }
    int end = at + 1;
    while (charAt(end) != '"') {
      if (charAt(end) == '\n' || charAt(end) == END) {
        throw fault("the string does not end on its line");
      }
      end++;
    }
    String contents = text.substring(at + 1, end);
    at = end + 1;
    return contents;
  }

  /** Steps over text up to and including {@code end}, which no nesting hides. */
  void skipBehind(char end) {
    int start = at;
    while (peek() != end) {
      if (at >= text.length()) {
        throw new Fault(start, "no '" + end + "' follows");
      }
      if (charAt(at) == '"') {
        string();
      } else {
        at++;
      }
    }
    at++;
  }

  /** {@link #peek}, but the end where what is left is a comment without one. */
  int peekOrEnd() {
    try {
      return peek();
    } catch (Fault f) {
      // The fault was thrown, and recorded, where the comment was first met.
      at = text.length();
      return END;
    }
  }

  /**
   * Steps to a place where another statement of a body may begin: behind the next semicolon, or
   * before a brace that begins its line.
   *
   * @param start where the statement began that cannot be read
   */
  void recover(int start) {
    if (at > start && text.charAt(at - 1) == ';') {
      return;
    }
    while (true) {
      int c = peekOrEnd();
      if (c == END || ((c == '{' || c == '}') && startsLine())) {
        return;
      }
      at++;
      if (c == ';') {
        return;
      }
    }
  }

  /** The same for a module: behind the next semicolon or braced text. */
  void recoverModule() {
    int depth = 0;
    while (true) {
      int c = peekOrEnd();
      if (c == END) {
        return;
      }
      at++;
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth <= 0 && (c == ';' || c == '}')) {
        return;
      }
    }
  }

  /** What comes next, for a message. */
  String shown() {
    int c = peek();
    if (c == END) {
      return "the end of the text";
    }
    int end = at;
    while (end < text.length() && end < at + 24 && (inName(charAt(end)) || charAt(end) == '.')) {
      end++;
    }
    return c < ' ' || c > '~'
        ? String.format("the character U+%04X", c)
        : "'" + text.substring(at, Math.max(end, at + 1)) + "'";
  }

  private static String shorten(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "…" : word;
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
        at++;
      } else if (c == '/' && charAt(at + 1) == '/') {
        skipLine();
      } else if (c == '/' && charAt(at + 1) == '*') {
        skipComment();
      } else if (c == '#' && startsLine()) {
        // A line that a C preprocessor left.
        skipLine();
      } else {
        return;
      }
    }
  }

  private boolean startsLine() {
    int before = at - 1;
    while (before >= lineStart && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return before < lineStart;
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      int start = at;
      at = text.length();
      throw new Fault(start, "the comment has no end");
    }
    for (; at < end + 2; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }

  static boolean startsName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '%';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean inName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$';
  }
}

package dev.ringkernel.ptx.text;

/**
 * Reads constants: literals, and expressions of integers with C's operators (PTX ISA, "Constant
 * Expressions"). Expressions are evaluated in 64 bits, signed unless a literal does not fit so.
 */
final class Constants {
  private static final int DEEPEST = 64;

  /** By how tightly they bind, loosest first; each line from the longest sign. */
  private static final String[][] OPERATORS = {
    {"||"},
    {"&&"},
    {"|"},
    {"^"},
    {"&"},
    {"==", "!="},
    {"<=", ">=", "<", ">"},
    {"<<", ">>"},
    {"+", "-"},
    {"*", "/", "%"},
  };

  private final Lexer lexer;
  private int depth;

  /** A value; its spelling where it is a literal, with a sign, alone. */
  private record Value(long bits, boolean unsigned, String spelled) {}

  Constants(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Whether a constant comes next. */
  boolean comesNext() {
    int c = lexer.peek();
    return lexer.atNumber() || c == '-' || c == '+' || c == '~' || c == '!' || c == '(';
  }

  /** A literal as written, without a suffix, or the value of an expression in decimal. */
  String text() {
    depth = 0;
    Value value = ternary();
    if (!value.spelled().isEmpty()) {
      return value.spelled();
    }
    return value.unsigned() ? Long.toUnsignedString(value.bits()) : Long.toString(value.bits());
  }

  /** An integer. */
  long integer() {
    int at = lexer.offset();
    String text = text();
    if (PtxLiteral.isFloat(text)) {
      throw new Fault(at, "an integer is wanted, not " + text);
    }
    return PtxLiteral.integer(text);
  }

  /** A literal without sign and operators, where a sign would mean something else. */
  int literal(String what, int most) {
    return (int) size(what, most);
  }

  /** The same for what may be long. */
  long size(String what, long most) {
    int at = lexer.offset();
    String text = lexer.number();
    long value = PtxLiteral.isFloat(text) ? -1 : PtxLiteral.integer(text);
    if (value < 0 || value > most) {
      throw new Fault(at, what + " is from 0 to " + most + ", not " + text);
    }
    return value;
  }

  /** An integer of at least {@code low} and at most {@code high}. */
  int integer(String what, long low, long high) {
    int at = lexer.offset();
    long value = integer();
    if (value < low || value > high) {
      throw new Fault(at, what + " is from " + low + " to " + high + ", not " + value);
    }
    return (int) value;
  }

  private Value ternary() {
    enter();
    Value condition = binary(0);
    if (lexer.accept('?')) {
      Value yes = ternary();
      lexer.expect(':');
      Value no = ternary();
      Value chosen = bits(condition) != 0 ? yes : no;
      condition = new Value(bits(chosen), chosen.unsigned(), "");
    }
    depth--;
    return condition;
  }

  private Value binary(int level) {
    if (level == OPERATORS.length) {
      return unary();
    }
    Value left = binary(level + 1);
    for (String sign = sign(level); !sign.isEmpty(); sign = sign(level)) {
      int at = lexer.offset();
      Value right = binary(level + 1);
      left = apply(at, sign, left, right);
    }
    return left;
  }

  /** Takes an operator of this level; empty where none follows. */
  private String sign(int level) {
    int c = lexer.peek();
    if (c == Lexer.END || ",;)]}:?".indexOf(c) >= 0) {
      return "";
    }
    for (String sign : OPERATORS[level]) {
      if (sign.length() == 2
          ? lexer.accept(sign.charAt(0), sign.charAt(1))
          : !doubled(sign.charAt(0)) && lexer.accept(sign.charAt(0))) {
        return sign;
      }
    }
    return "";
  }

  /** Whether the sign that comes next is the first half of another operator. */
  private boolean doubled(char c) {
    return "|&<>".indexOf(c) >= 0 && lexer.comes(c, c);
  }

  private Value unary() {
    int c = lexer.peek();
    if (c == '-' || c == '+' || c == '~' || c == '!') {
      enter();
      lexer.accept((char) c);
      Value of = unary();
      depth--;
      if (c == '-' || c == '+') {
        boolean literal = !of.spelled().isEmpty() && of.spelled().charAt(0) != '-';
        if (literal && !of.spelled().startsWith("0f") && !of.spelled().startsWith("0d")) {
          return new Value(
              c == '-' ? -of.bits() : of.bits(), of.unsigned(), (c == '-' ? "-" : "") + of.spelled);
        }
        return new Value(c == '-' ? -bits(of) : bits(of), of.unsigned(), "");
      }
      return c == '~'
          ? new Value(~bits(of), of.unsigned(), "")
          : new Value(bits(of) == 0 ? 1 : 0, false, "");
    }
    if (lexer.accept('(')) {
      boolean cast = lexer.atDirective();
      if (cast) {
        return cast();
      }
      Value inner = ternary();
      lexer.expect(')');
      return inner;
    }
    if (lexer.atName()) {
      int at = lexer.offset();
      String name = lexer.name("a constant");
      if (!name.equals("WARP_SZ")) {
        throw new Fault(at, "'" + name + "' is no constant");
      }
      return new Value(32, false, "32");
    }
    String text = lexer.number();
    if (PtxLiteral.isFloat(text)) {
      return new Value(0, false, text);
    }
    long bits = PtxLiteral.integer(text);
    return new Value(bits, bits < 0, text);
  }

  private Value cast() {
    int at = lexer.offset();
    String type = lexer.directive("a type");
    if (!type.equals(".s64") && !type.equals(".u64")) {
      throw new Fault(at, "a constant is cast to .s64 or .u64, not " + type);
    }
    lexer.expect(')');
    enter();
    Value of = unary();
    depth--;
    return new Value(bits(of), type.equals(".u64"), "");
  }

  private Value apply(int at, String sign, Value a, Value b) {
    long x = bits(a);
    long y = bits(b);
    boolean unsigned = a.unsigned() || b.unsigned();
    if ((sign.equals("/") || sign.equals("%")) && y == 0) {
      throw new Fault(at, "a constant is divided by zero");
    }
    int order = unsigned ? Long.compareUnsigned(x, y) : Long.compare(x, y);
    long result =
        switch (sign) {
          case "||" -> truth(x != 0 || y != 0);
          case "&&" -> truth(x != 0 && y != 0);
          case "|" -> x | y;
          case "^" -> x ^ y;
          case "&" -> x & y;
          case "==" -> truth(x == y);
          case "!=" -> truth(x != y);
          case "<=" -> truth(order <= 0);
          case ">=" -> truth(order >= 0);
          case "<" -> truth(order < 0);
          case ">" -> truth(order > 0);
          case "<<" -> y < 0 || y > 63 ? 0 : x << y;
          case ">>" -> a.unsigned() ? y < 0 || y > 63 ? 0 : x >>> y : x >> Math.clamp(y, 0, 63);
          case "+" -> x + y;
          case "-" -> x - y;
          case "*" -> x * y;
          case "/" -> unsigned ? Long.divideUnsigned(x, y) : x / y;
          case "%" -> unsigned ? Long.remainderUnsigned(x, y) : x % y;
          default -> throw new IllegalStateException(sign);
        };
    return new Value(result, unsigned, "");
  }

  private static long truth(boolean holds) {
    return holds ? 1 : 0;
  }

  /** Of an integer; an expression has no floats. */
  private long bits(Value value) {
    if (PtxLiteral.isFloat(value.spelled())) {
      throw lexer.fault("a float takes no operator but a sign");
    }
    return value.bits();
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw lexer.fault("the constant nests deeper than " + DEEPEST);
    }
  }
}

package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.ringkernel.compiler.front.JType.Prim;
import org.jspecify.annotations.Nullable;

/**
 * Values of constant expressions (JLS 15.29), held as {@link Boolean}, {@link Byte}, {@link Short},
 * {@link Character}, {@link Integer}, {@link Long}, {@link Float}, {@link Double} or {@link
 * String}: the class is the type.
 */
final class Constants {
  private Constants() {}

  /**
   * {@code value} as a value of {@code type}; null when that is no primitive or string conversion.
   */
  static @Nullable Object cast(Object value, JType type) {
    if (type.isString()) {
      return value instanceof String ? value : null;
    }
    if (!(type instanceof Prim p)) {
      return null;
    }
    if (p == Prim.BOOLEAN) {
      return switch (value) {
        case Boolean b -> b;
        // A class file holds booleans as ints.
        case Integer i -> i != 0;
        default -> null;
      };
    }
    Number n =
        switch (value) {
          case Character c -> Integer.valueOf(c);
          case Number number -> number;
          default -> null;
        };
    if (n == null) {
      return null;
    }
    return switch (p) {
      case BOOLEAN -> null;
      case BYTE -> (byte) integer(n);
      case SHORT -> (short) integer(n);
      case CHAR -> (char) integer(n);
      case INT -> integer(n);
      case LONG -> wide(n);
      case FLOAT ->
          n instanceof Long l
              ? (float) l.longValue()
              : n instanceof Integer i ? (float) i.intValue() : n.floatValue();
      case DOUBLE -> n.doubleValue();
    };
  }

  private static int integer(Number n) {
    return switch (n) {
      case Float f -> (int) f.floatValue();
      case Double d -> (int) d.doubleValue();
      default -> (int) n.longValue();
    };
  }

  private static long wide(Number n) {
    return switch (n) {
      case Float f -> (long) f.floatValue();
      case Double d -> (long) d.doubleValue();
      default -> n.longValue();
    };
  }

  /** The type of a constant. */
  static JType typeOf(Object value) {
    return switch (value) {
      case Boolean b -> Prim.BOOLEAN;
      case Byte b -> Prim.BYTE;
      case Short s -> Prim.SHORT;
      case Character c -> Prim.CHAR;
      case Integer i -> Prim.INT;
      case Long l -> Prim.LONG;
      case Float f -> Prim.FLOAT;
      case Double d -> Prim.DOUBLE;
      case String s -> JType.STRING;
      default -> throw new IllegalStateException("not a constant: " + value.getClass());
    };
  }

  static @Nullable Object unary(UnaryExpr.Operator op, Object a) {
    if (op == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      return a instanceof Boolean b ? !b : null;
    }
    JType type = typeOf(a);
    if (!type.isNumeric()) {
      return null;
    }
    Object v = cast(a, Numeric.unary(type));
    return switch (op) {
      case PLUS -> v;
      case MINUS ->
          switch (v) {
            case Integer i -> -i;
            case Long l -> -l;
            case Float f -> -f;
            case Double d -> -d;
            case null, default -> null;
          };
      case BITWISE_COMPLEMENT ->
          switch (v) {
            case Integer i -> ~i;
            case Long l -> ~l;
            case null, default -> null;
          };
      case PREFIX_INCREMENT,
          PREFIX_DECREMENT,
          POSTFIX_INCREMENT,
          POSTFIX_DECREMENT,
          LOGICAL_COMPLEMENT ->
          null;
    };
  }

  /** The folded value; null when it is not a constant, such as an integer division by zero. */
  static @Nullable Object binary(BinaryExpr.Operator op, Object a, Object b) {
    if (op == BinaryExpr.Operator.PLUS && (a instanceof String || b instanceof String)) {
      return String.valueOf(a) + b;
    }
    if (a instanceof String x && b instanceof String y) {
      // Constant strings are interned, so == compares content.
      return switch (op) {
        case EQUALS -> x.equals(y);
        case NOT_EQUALS -> !x.equals(y);
        default -> null;
      };
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return switch (op) {
        case OR, BINARY_OR -> x | y;
        case AND, BINARY_AND -> x & y;
        case XOR, NOT_EQUALS -> x ^ y;
        case EQUALS -> x.equals(y);
        default -> null;
      };
    }
    JType ta = typeOf(a);
    JType tb = typeOf(b);
    if (!ta.isNumeric() || !tb.isNumeric()) {
      return null;
    }
    if (op == BinaryExpr.Operator.LEFT_SHIFT
        || op == BinaryExpr.Operator.SIGNED_RIGHT_SHIFT
        || op == BinaryExpr.Operator.UNSIGNED_RIGHT_SHIFT) {
      return shift(op, cast(a, Numeric.unary(ta)), cast(b, Prim.LONG));
    }
    Prim p = Numeric.binary(ta, tb);
    Object x = cast(a, p);
    Object y = cast(b, p);
    if (x instanceof Integer i && y instanceof Integer j) {
      return ints(op, i, j);
    }
    if (x instanceof Long i && y instanceof Long j) {
      return longs(op, i, j);
    }
    if (x instanceof Float i && y instanceof Float j) {
      return floats(op, i, j);
    }
    if (x instanceof Double i && y instanceof Double j) {
      return doubles(op, i, j);
    }
    return null;
  }

  private static @Nullable Object shift(
      BinaryExpr.Operator op, @Nullable Object a, @Nullable Object b) {
    if (!(b instanceof Long by)) {
      return null;
    }
    int n = by.intValue();
    return switch (a) {
      case Integer i ->
          switch (op) {
            case LEFT_SHIFT -> i << n;
            case SIGNED_RIGHT_SHIFT -> i >> n;
            default -> i >>> n;
          };
      case Long l ->
          switch (op) {
            case LEFT_SHIFT -> l << n;
            case SIGNED_RIGHT_SHIFT -> l >> n;
            default -> l >>> n;
          };
      case null, default -> null;
    };
  }

  private static @Nullable Object ints(BinaryExpr.Operator op, int x, int y) {
    return switch (op) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> y == 0 ? null : Integer.valueOf(x / y);
      case REMAINDER -> y == 0 ? null : Integer.valueOf(x % y);
      case BINARY_AND -> x & y;
      case BINARY_OR -> x | y;
      case XOR -> x ^ y;
      case EQUALS -> x == y;
      case NOT_EQUALS -> x != y;
      case LESS -> x < y;
      case LESS_EQUALS -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUALS -> x >= y;
      case AND, OR, LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> null;
    };
  }

  private static @Nullable Object longs(BinaryExpr.Operator op, long x, long y) {
    return switch (op) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> y == 0 ? null : Long.valueOf(x / y);
      case REMAINDER -> y == 0 ? null : Long.valueOf(x % y);
      case BINARY_AND -> x & y;
      case BINARY_OR -> x | y;
      case XOR -> x ^ y;
      case EQUALS -> x == y;
      case NOT_EQUALS -> x != y;
      case LESS -> x < y;
      case LESS_EQUALS -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUALS -> x >= y;
      case AND, OR, LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> null;
    };
  }

  private static @Nullable Object floats(BinaryExpr.Operator op, float x, float y) {
    return switch (op) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case REMAINDER -> x % y;
      case EQUALS -> x == y;
      case NOT_EQUALS -> x != y;
      case LESS -> x < y;
      case LESS_EQUALS -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUALS -> x >= y;
      case BINARY_AND,
          BINARY_OR,
          XOR,
          AND,
          OR,
          LEFT_SHIFT,
          SIGNED_RIGHT_SHIFT,
          UNSIGNED_RIGHT_SHIFT ->
          null;
    };
  }

  private static @Nullable Object doubles(BinaryExpr.Operator op, double x, double y) {
    return switch (op) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case REMAINDER -> x % y;
      case EQUALS -> x == y;
      case NOT_EQUALS -> x != y;
      case LESS -> x < y;
      case LESS_EQUALS -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUALS -> x >= y;
      case BINARY_AND,
          BINARY_OR,
          XOR,
          AND,
          OR,
          LEFT_SHIFT,
          SIGNED_RIGHT_SHIFT,
          UNSIGNED_RIGHT_SHIFT ->
          null;
    };
  }
}

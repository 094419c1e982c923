package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.Prim;
import org.jspecify.annotations.Nullable;

/** Numeric promotion and the conversions of assignment contexts (JLS 5). */
final class Numeric {
  private Numeric() {}

  /** Unary promotion (JLS 5.6.1). */
  static Prim unary(JType type) {
    return switch ((Prim) type) {
      case BYTE, SHORT, CHAR, INT -> Prim.INT;
      case LONG -> Prim.LONG;
      case FLOAT -> Prim.FLOAT;
      case DOUBLE -> Prim.DOUBLE;
      case BOOLEAN -> throw new IllegalStateException("boolean has no numeric promotion");
    };
  }

  /** Binary promotion (JLS 5.6.2). */
  static Prim binary(JType a, JType b) {
    Prim x = unary(a);
    Prim y = unary(b);
    return x.compareTo(y) >= 0 ? x : y;
  }

  /** Identity or widening primitive conversion (JLS 5.1.2). */
  static boolean widens(Prim from, Prim to) {
    if (from == to) {
      return true;
    }
    if (from == Prim.BOOLEAN || to == Prim.BOOLEAN || to == Prim.CHAR) {
      return false;
    }
    if (from == Prim.CHAR) {
      return to.compareTo(Prim.INT) >= 0;
    }
    return from.compareTo(to) < 0;
  }

  /**
   * True when a constant of type int (or narrower) fits {@code to}, one of byte, short and char
   * (JLS 5.2).
   */
  static boolean narrows(@Nullable Object constant, JType to) {
    if (!(constant instanceof Integer
        || constant instanceof Short
        || constant instanceof Byte
        || constant instanceof Character)) {
      return false;
    }
    int value = constant instanceof Character c ? c : ((Number) constant).intValue();
    return switch (to) {
      case Prim.BYTE -> value == (byte) value;
      case Prim.SHORT -> value == (short) value;
      case Prim.CHAR -> value == (char) value;
      default -> false;
    };
  }

  /** The type of {@code c ? a : b} for two numeric operands (JLS 15.25.2). */
  static Prim conditional(Prim a, @Nullable Object constantA, Prim b, @Nullable Object constantB) {
    if (a == b) {
      return a;
    }
    if ((a == Prim.BYTE && b == Prim.SHORT) || (a == Prim.SHORT && b == Prim.BYTE)) {
      return Prim.SHORT;
    }
    if (b == Prim.INT && a.compareTo(Prim.INT) < 0 && narrows(constantB, a)) {
      return a;
    }
    if (a == Prim.INT && b.compareTo(Prim.INT) < 0 && narrows(constantA, b)) {
      return b;
    }
    return binary(a, b);
  }
}

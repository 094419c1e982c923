package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.sim.alu.Meaning.Binary;

/** The comparisons, as predicates of two raw values. */
final class CmpOp {
  private CmpOp() {}

  /** A comparison of floating-point numbers; the names that end in u hold for NaN too. */
  static Binary floats(String name, Format f) {
    return switch (name) {
      case "eq" -> (a, b) -> f.decode(a) == f.decode(b) ? 1 : 0;
      case "ne" -> (a, b) -> notEqual(f.decode(a), f.decode(b)) ? 1 : 0;
      case "lt" -> (a, b) -> f.decode(a) < f.decode(b) ? 1 : 0;
      case "le" -> (a, b) -> f.decode(a) <= f.decode(b) ? 1 : 0;
      case "gt" -> (a, b) -> f.decode(a) > f.decode(b) ? 1 : 0;
      case "ge" -> (a, b) -> f.decode(a) >= f.decode(b) ? 1 : 0;
      case "equ" -> (a, b) -> notEqual(f.decode(a), f.decode(b)) ? 0 : 1;
      case "neu" -> (a, b) -> f.decode(a) == f.decode(b) ? 0 : 1;
      case "ltu" -> (a, b) -> f.decode(a) >= f.decode(b) ? 0 : 1;
      case "leu" -> (a, b) -> f.decode(a) > f.decode(b) ? 0 : 1;
      case "gtu" -> (a, b) -> f.decode(a) <= f.decode(b) ? 0 : 1;
      case "geu" -> (a, b) -> f.decode(a) < f.decode(b) ? 0 : 1;
      case "num" -> (a, b) -> ordered(f.decode(a), f.decode(b)) ? 1 : 0;
      case "nan" -> (a, b) -> ordered(f.decode(a), f.decode(b)) ? 0 : 1;
      default -> throw unknown(name);
    };
  }

  /** A comparison of integers or bits, which by their type are signed or not. */
  static Binary integers(String name, boolean signed, int width) {
    int up = 64 - width;
    // Unsigned numbers compare as signed ones with their sign bits inverted.
    long flip = signed ? 0 : Long.MIN_VALUE;
    return switch (name) {
      case "eq" -> (a, b) -> a << up == b << up ? 1 : 0;
      case "ne" -> (a, b) -> a << up != b << up ? 1 : 0;
      case "lt", "lo" -> (a, b) -> (a << up ^ flip) < (b << up ^ flip) ? 1 : 0;
      case "le", "ls" -> (a, b) -> (a << up ^ flip) <= (b << up ^ flip) ? 1 : 0;
      case "gt", "hi" -> (a, b) -> (a << up ^ flip) > (b << up ^ flip) ? 1 : 0;
      case "ge", "hs" -> (a, b) -> (a << up ^ flip) >= (b << up ^ flip) ? 1 : 0;
      default -> throw unknown(name);
    };
  }

  private static boolean notEqual(double a, double b) {
    return a < b || a > b;
  }

  private static boolean ordered(double a, double b) {
    return !Double.isNaN(a) && !Double.isNaN(b);
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("'" + name + "' compares nothing");
  }
}

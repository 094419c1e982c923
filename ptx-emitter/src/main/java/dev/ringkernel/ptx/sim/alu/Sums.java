package dev.ringkernel.ptx.sim.alu;

/**
 * Sums of doubles that can be rounded again without harm.
 *
 * <p>"Round to odd" (Boldo and Melquiond, 2008) keeps in the last bit whether anything was lost, so
 * that rounding to a format of at most 51 bits gives the correctly rounded exact sum.
 */
final class Sums {
  private Sums() {}

  /** {@code a + b} rounded to odd; an exact zero has the sign that {@code round} gives it. */
  static double odd(Round round, double a, double b) {
    double sum = a + b;
    if (sum == 0) {
      // -0 + -0 and +0 + +0 keep their sign in all modes
      return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b)
          ? sum
          : round.cancelled();
    }
    if (Double.isNaN(sum) || Double.isInfinite(sum)) {
      return sum;
    }
    double large = Math.abs(a) >= Math.abs(b) ? a : b;
    double small = Math.abs(a) >= Math.abs(b) ? b : a;
    return odd(sum, small - (sum - large));
  }

  /**
   * {@code nearest + error} rounded to odd, where {@code nearest} is that sum rounded to nearest.
   */
  static double odd(double nearest, double error) {
    if (error == 0 || (Double.doubleToRawLongBits(nearest) & 1) != 0) {
      return nearest;
    }
    return error > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
  }

  /** {@code a / b} rounded to odd, for operands that are exact floats. */
  static double oddQuotient(double a, double b) {
    double quotient = a / b;
    if (Double.isNaN(quotient) || Double.isInfinite(quotient) || quotient == 0) {
      return quotient;
    }
    double rest = Math.fma(-quotient, b, a);
    return odd(quotient, b < 0 ? -rest : rest);
  }

  /** The square root of an exact float, rounded to odd. */
  static double oddRoot(double a) {
    double root = Math.sqrt(a);
    if (Double.isNaN(root) || Double.isInfinite(root) || root == 0) {
      return root;
    }
    return odd(root, Math.fma(-root, root, a));
  }
}

package dev.ringkernel.ptx.sim.alu;

/** A rounding mode of PTX. */
enum Round {
  /** To nearest, ties to even. */
  RN,
  /** To nearest, ties away from zero. */
  RNA,
  /** Towards zero. */
  RZ,
  /** Towards negative infinity. */
  RM,
  /** Towards positive infinity. */
  RP;

  /**
   * {@code significand / 2^shift} as an integer, for a shift of 1 or more.
   *
   * @param significand an unsigned number
   */
  long shift(boolean negative, long significand, int shift) {
    long kept = shift > 63 ? 0 : significand >>> shift;
    long rest = shift > 63 ? significand : significand & Bits.mask(shift);
    int half = shift > 64 ? -1 : Long.compareUnsigned(rest, 1L << (shift - 1));
    boolean up =
        switch (this) {
          case RN -> half > 0 || (half == 0 && (kept & 1) != 0);
          case RNA -> half >= 0;
          case RZ -> false;
          case RM -> negative && rest != 0;
          case RP -> !negative && rest != 0;
        };
    return up ? kept + 1 : kept;
  }

  /** The integer that {@code value} is rounded to, with its sign; NaN and infinities stay. */
  double integer(double value) {
    return switch (this) {
      case RN -> Math.rint(value);
      case RNA -> {
        double whole = RZ.integer(value);
        yield Math.abs(value - whole) < 0.5 ? whole : whole + Math.copySign(1, value);
      }
      case RZ -> Double.doubleToRawLongBits(value) < 0 ? Math.ceil(value) : Math.floor(value);
      case RM -> Math.floor(value);
      case RP -> Math.ceil(value);
    };
  }

  /** Whether a result too large for its format becomes infinite rather than the largest number. */
  boolean overflows(boolean negative) {
    return switch (this) {
      case RN, RNA -> true;
      case RZ -> false;
      case RM -> negative;
      case RP -> !negative;
    };
  }

  /** The sign of an exact zero that is the sum of numbers of opposite signs. */
  double cancelled() {
    return this == RM ? -0.0 : 0.0;
  }
}

package dev.ringkernel.ptx.sim.alu;

/** Rounding by random bits. */
final class Stochastic {
  private Stochastic() {}

  /**
   * Rounds away from zero where the part below the last place, as a fraction of it, and {@code
   * random / 2^count} add up to one or more.
   *
   * @param random its lowest {@code count} bits are used
   */
  static long encode(Format f, float value, long random, int count) {
    int bits = Float.floatToRawIntBits(value);
    int field = bits >>> 23 & 0xff;
    if (field == 0xff || (bits & 0x7fffffff) == 0) {
      return f.encode(Round.RN, value);
    }
    long significand = field == 0 ? bits & 0x7fffff : (bits & 0x7fffff) | 0x800000;
    int exponent = Math.max(field, 1) - 150;
    int top = 63 - Long.numberOfLeadingZeros(significand) + exponent;
    int shift = Math.max(top, f.emin()) - f.fraction() - exponent;
    long truncated = f.encode(Round.RZ, value);
    if (shift <= 0) {
      return truncated;
    }
    long part = shift > 63 ? significand >>> Math.min(shift - 64, 63) : significand << (64 - shift);
    long sum = part + (random << (64 - count));
    boolean up = Long.compareUnsigned(sum, part) < 0;
    if (!up || f.magnitude(truncated) == f.max()) {
      // What the next number would be, the largest has no more than infinity does.
      return up ? f.sign(bits < 0) | f.infinity() : truncated;
    }
    return truncated + 1;
  }
}

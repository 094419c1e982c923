package dev.ringkernel.ptx.sim.alu;

/**
 * Arithmetic on floats. Operands and results are raw bits; a double holds products exactly, and
 * sums and quotients with what is needed to round them.
 */
final class F32 {
  private F32() {}

  private static final Format F = Format.F32;

  static float of(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  static long bits(float value) {
    return Float.isNaN(value) ? Nan.F32 : Float.floatToRawIntBits(value) & 0xffffffffL;
  }

  static long add(long a, long b) {
    return bits(of(a) + of(b));
  }

  static long sub(long a, long b) {
    return bits(of(a) - of(b));
  }

  static long mul(long a, long b) {
    return bits(of(a) * of(b));
  }

  static long fma(long a, long b, long c) {
    return bits(Math.fma(of(a), of(b), of(c)));
  }

  static long div(long a, long b) {
    return bits(of(a) / of(b));
  }

  static long rcp(long a) {
    return bits(1 / of(a));
  }

  static long sqrt(long a) {
    return bits((float) Math.sqrt(of(a)));
  }

  static long add(Round round, long a, long b) {
    return F.encode(round, Sums.odd(round, of(a), of(b)));
  }

  static long sub(Round round, long a, long b) {
    return F.encode(round, Sums.odd(round, of(a), -of(b)));
  }

  static long mul(Round round, long a, long b) {
    return F.encode(round, (double) of(a) * of(b));
  }

  static long fma(Round round, long a, long b, long c) {
    return F.encode(round, Sums.odd(round, (double) of(a) * of(b), of(c)));
  }

  static long div(Round round, long a, long b) {
    return F.encode(round, Sums.oddQuotient(of(a), of(b)));
  }

  static long rcp(Round round, long a) {
    return F.encode(round, Sums.oddQuotient(1, of(a)));
  }

  static long sqrt(Round round, long a) {
    return F.encode(round, Sums.oddRoot(of(a)));
  }
}

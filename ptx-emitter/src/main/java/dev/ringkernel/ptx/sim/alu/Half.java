package dev.ringkernel.ptx.sim.alu;

/** Arithmetic on {@code f16} and {@code bf16}, rounded to nearest. Operands are raw bits. */
final class Half {
  private Half() {}

  static long add(Format f, long a, long b) {
    return f.encode(Round.RN, Sums.odd(Round.RN, f.decode(a), f.decode(b)));
  }

  static long sub(Format f, long a, long b) {
    return f.encode(Round.RN, Sums.odd(Round.RN, f.decode(a), -f.decode(b)));
  }

  static long mul(Format f, long a, long b) {
    return f.encode(Round.RN, f.decode(a) * f.decode(b));
  }

  static long fma(Format f, long a, long b, long c) {
    return f.encode(Round.RN, Sums.odd(Round.RN, f.decode(a) * f.decode(b), f.decode(c)));
  }
}

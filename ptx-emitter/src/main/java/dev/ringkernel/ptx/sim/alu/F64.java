package dev.ringkernel.ptx.sim.alu;

/**
 * Arithmetic on doubles, rounded to nearest. Operands and results are raw bits. Of several NaN the
 * hardware hands on that of {@code b}, then that of {@code c}; a quotient is computed by other
 * instructions, and hands on that of {@code a}.
 */
final class F64 {
  private F64() {}

  private static double of(long bits) {
    return Double.longBitsToDouble(bits);
  }

  static long add(long a, long b) {
    double r = of(a) + of(b);
    return Double.isNaN(r) ? Nan.f64(b, a) : Double.doubleToRawLongBits(r);
  }

  static long sub(long a, long b) {
    double r = of(a) - of(b);
    return Double.isNaN(r) ? Nan.f64(b, a) : Double.doubleToRawLongBits(r);
  }

  static long mul(long a, long b) {
    double r = of(a) * of(b);
    return Double.isNaN(r) ? Nan.f64(b, a) : Double.doubleToRawLongBits(r);
  }

  static long fma(long a, long b, long c) {
    double r = Math.fma(of(a), of(b), of(c));
    return Double.isNaN(r) ? Nan.f64(b, c, a) : Double.doubleToRawLongBits(r);
  }

  static long div(long a, long b) {
    double r = of(a) / of(b);
    return Double.isNaN(r) ? Nan.f64(a, b) : Double.doubleToRawLongBits(r);
  }

  static long rcp(long a) {
    double r = 1 / of(a);
    return Double.isNaN(r) ? Nan.f64(a) : Double.doubleToRawLongBits(r);
  }

  static long sqrt(long a) {
    double r = Math.sqrt(of(a));
    return Double.isNaN(r) ? Nan.f64(a) : Double.doubleToRawLongBits(r);
  }

  static long neg(long a) {
    return a ^ Long.MIN_VALUE;
  }

  static long abs(long a) {
    return a & Long.MAX_VALUE;
  }
}

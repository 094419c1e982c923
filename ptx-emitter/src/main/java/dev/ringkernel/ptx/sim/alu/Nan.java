package dev.ringkernel.ptx.sim.alu;

/**
 * What instructions give for NaN, as the hardware does: 32-bit and narrower formats have one NaN,
 * {@code f64} hands on that of an input.
 */
final class Nan {
  static final long F16 = 0x7fff;
  static final long BF16 = 0x7fff;
  static final long F32 = 0x7fffffffL;
  static final long F64 = 0xfff8000000000000L;

  /** The only NaN of {@code f64} instructions that compute an upper word. */
  static final long F64_UPPER = 0x7fffffff00000000L;

  /** The half NaN that stands for data out of bounds. */
  static final long OUT_OF_BOUNDS = 0x7eff;

  private static final long F64_QUIET = 0x0008000000000000L;

  private Nan() {}

  static boolean isF64(long bits) {
    return (bits & 0x7fffffffffffffffL) > 0x7ff0000000000000L;
  }

  /** The NaN of an {@code f64} operation on {@code a}. */
  static long f64(long a) {
    return isF64(a) ? a | F64_QUIET : F64;
  }

  /** The NaN of an {@code f64} operation on {@code a} and {@code b}. */
  static long f64(long a, long b) {
    return isF64(a) ? a | F64_QUIET : f64(b);
  }

  /** The NaN of an {@code f64} operation on {@code a}, {@code b} and {@code c}. */
  static long f64(long a, long b, long c) {
    return isF64(a) ? a | F64_QUIET : f64(b, c);
  }

  /** The integer of {@code width} bits that a NaN of {@code from} is converted to. */
  static long integer(int width, Format from) {
    return 0;
  }
}

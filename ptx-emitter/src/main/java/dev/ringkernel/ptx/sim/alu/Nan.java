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

  /** The half NaN, of either sign and in both formats, that stands for data out of bounds. */
  private static final long OUT_OF_BOUNDS = 0x7ff7;

  private static final long F64_QUIET = 0x0008000000000000L;

  private Nan() {}

  /** Whether the half {@code a} stands for data out of bounds. */
  static boolean outOfBounds(long a) {
    return (a & 0x7fff) == OUT_OF_BOUNDS;
  }

  static boolean isF64(long bits) {
    return (bits & 0x7fffffffffffffffL) > 0x7ff0000000000000L;
  }

  /** The NaN of an {@code f64} operation on {@code a}. */
  static long f64(long a) {
    return isF64(a) ? a | F64_QUIET : F64;
  }

  /** The first of {@code a} and {@code b} that is NaN, made quiet. */
  static long f64(long a, long b) {
    return isF64(a) ? a | F64_QUIET : f64(b);
  }

  /** The first of {@code a}, {@code b} and {@code c} that is NaN, made quiet. */
  static long f64(long a, long b, long c) {
    return isF64(a) ? a | F64_QUIET : f64(b, c);
  }

  /**
   * The NaN of {@code neg} and {@code abs} on the NaN {@code a}: its sign stays, for they add zero.
   */
  static long of(Format f, long a) {
    return f == Format.F64 ? f64(a) : f.nan();
  }

  /** The NaN of {@code to} that the NaN {@code a} of {@code from} is converted to. */
  static long converted(Format from, Format to, long a) {
    int up = to.fraction() - from.fraction();
    if (from == Format.BF16 && to == Format.F32) {
      return (a & 0xffff) << up;
    }
    if (from != Format.F64 && to != Format.F64) {
      return to.nan();
    }
    long payload = a & Bits.mask(from.fraction());
    long quiet = 1L << (to.fraction() - 1);
    return to.sign(from.negative(a))
        | to.infinity()
        | quiet
        | (up > 0 ? payload << up : payload >>> -up);
  }

  /** The integer of {@code width} bits that a NaN of {@code from} is converted to. */
  static long integer(int width, Format from) {
    return width == 64 || from == Format.F64 ? 1L << (width - 1) : 0;
  }
}

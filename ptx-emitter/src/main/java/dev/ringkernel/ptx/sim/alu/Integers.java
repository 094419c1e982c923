package dev.ringkernel.ptx.sim.alu;

/** Integer arithmetic on raw bits of a width; see the manual's chapter "Integer Arithmetic". */
final class Integers {
  private Integers() {}

  /** The low bits as a number of type {@code signed}. */
  private static long extend(boolean signed, int width, long bits) {
    return signed ? Bits.signed(bits, width) : bits & Bits.mask(width);
  }

  private static int compare(boolean signed, int width, long a, long b) {
    long x = extend(signed, width, a);
    long y = extend(signed, width, b);
    return signed ? Long.compare(x, y) : Long.compareUnsigned(x, y);
  }

  static long clampS32(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE) & 0xffffffffL;
  }

  static long addSaturated(long a, long b) {
    return clampS32((long) (int) a + (int) b);
  }

  static long subSaturated(long a, long b) {
    return clampS32((long) (int) a - (int) b);
  }

  /** The full product of numbers of at most 32 bits. */
  static long product(boolean signed, int width, long a, long b) {
    return extend(signed, width, a) * extend(signed, width, b);
  }

  /** The upper half of the product. */
  static long high(boolean signed, int width, long a, long b) {
    if (width == 64) {
      return signed ? Math.multiplyHigh(a, b) : Math.unsignedMultiplyHigh(a, b);
    }
    return product(signed, width, a, b) >>> width & Bits.mask(width);
  }

  static long madHighSaturated(long a, long b, long c) {
    return clampS32((product(true, 32, a, b) >> 32) + (int) c);
  }

  static long distance(boolean signed, int width, long a, long b) {
    long difference = extend(signed, width, a) - extend(signed, width, b);
    return compare(signed, width, a, b) < 0 ? -difference : difference;
  }

  static long min(boolean signed, int width, long a, long b) {
    return (compare(signed, width, a, b) < 0 ? a : b) & Bits.mask(width);
  }

  static long max(boolean signed, int width, long a, long b) {
    return (compare(signed, width, a, b) < 0 ? b : a) & Bits.mask(width);
  }

  static long abs(int width, long a) {
    return Math.abs(Bits.signed(a, width)) & Bits.mask(width);
  }

  /** The quotient; the manual leaves division by zero to the machine, which gives all ones. */
  static long div(boolean signed, int width, long a, long b) {
    long x = extend(signed, width, a);
    long y = extend(signed, width, b);
    long quotient = y == 0 ? -1 : signed ? x / y : Long.divideUnsigned(x, y);
    return quotient & Bits.mask(width);
  }

  /** The rest; the manual leaves division by zero to the machine, which gives all ones. */
  static long rem(boolean signed, int width, long a, long b) {
    long x = extend(signed, width, a);
    long y = extend(signed, width, b);
    long rest = y == 0 ? -1 : signed ? x % y : Long.remainderUnsigned(x, y);
    return rest & Bits.mask(width);
  }

  /** Four products of bytes, added to {@code c}. */
  static long dp4a(boolean signedA, boolean signedB, long a, long b, long c) {
    long sum = c;
    for (int i = 0; i < 32; i += 8) {
      sum += extend(signedA, 8, a >>> i) * extend(signedB, 8, b >>> i);
    }
    return sum & 0xffffffffL;
  }

  /** Halves of {@code a} by the two lowest bytes of {@code b}. */
  static long dp2a(boolean signedA, boolean signedB, long a, long b, long c) {
    long sum = c;
    for (int i = 0; i < 2; i++) {
      sum += extend(signedA, 16, a >>> (16 * i)) * extend(signedB, 8, b >>> (8 * i));
    }
    return sum & 0xffffffffL;
  }

  /** The distances of the unsigned parts of 32 bits, each in its place. */
  static long distances(int width, long a, long b) {
    long all = 0;
    for (int i = 0; i < 32; i += width) {
      all |= distance(false, width, a >>> i, b >>> i) << i;
    }
    return all;
  }

  /** The distances of the unsigned parts of 32 bits, added to {@code c}. */
  static long sumOfDistances(int width, long a, long b, long c) {
    long sum = c;
    for (int i = 0; i < 32; i += width) {
      sum += distance(false, width, a >>> i, b >>> i);
    }
    return sum & 0xffffffffL;
  }

  /** The carry out of {@code a + b + in}. */
  static long carry(int width, long a, long b, long in) {
    if (width < 64) {
      long m = Bits.mask(width);
      return ((a & m) + (b & m) + in) >>> width;
    }
    long sum = a + b;
    boolean first = Long.compareUnsigned(sum, a) < 0;
    return first || (in != 0 && sum == -1) ? 1 : 0;
  }

  /** The borrow of {@code a - b - in}. */
  static long borrow(int width, long a, long b, long in) {
    long m = Bits.mask(width);
    int order = Long.compareUnsigned(a & m, b & m);
    return order < 0 || (order == 0 && in != 0) ? 1 : 0;
  }
}

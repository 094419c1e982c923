package dev.ringkernel.ptx.sim.alu;

/** Bit counts, bit fields and permutations on raw bits of a width. */
final class BitFields {
  private BitFields() {}

  static long clz(int width, long a) {
    return Long.numberOfLeadingZeros(a & Bits.mask(width)) - 64L + width;
  }

  static long reverse(int width, long a) {
    return Long.reverse(a) >>> (64 - width);
  }

  /** The place of the highest bit that differs from the sign; all ones where there is none. */
  static long find(boolean signed, int width, long a) {
    long bits = signed ? Bits.signed(a, width) : a & Bits.mask(width);
    long from = signed && bits < 0 ? ~bits : bits;
    return (63 - Long.numberOfLeadingZeros(from)) & 0xffffffffL;
  }

  /** The shift that brings the bit of {@link #find} to the top; all ones where there is none. */
  static long findShift(boolean signed, int width, long a) {
    int place = (int) find(signed, width, a);
    return (place < 0 ? place : width - 1 - place) & 0xffffffffL;
  }

  /**
   * The start or length of a field: that of 32 bits is a byte, that of 64 bits a whole word, which
   * the manual does not say and the hardware does.
   */
  private static long position(int width, long a) {
    return a & (width == 32 ? 0xff : 0xffffffffL);
  }

  /** {@code bfe}: from {@code b} on, {@code c} bits. */
  static long extract(boolean signed, int width, long a, long b, long c) {
    long start = position(width, b);
    long length = position(width, c);
    if (length == 0) {
      return 0;
    }
    long bits = signed ? Bits.signed(a, width) : a & Bits.mask(width);
    long shifted = signed ? bits >> Math.min(start, 63) : start > 63 ? 0 : bits >>> start;
    int kept = (int) Math.min(length, 64);
    long field = signed ? Bits.signed(shifted, kept) : shifted & Bits.mask(kept);
    return field & Bits.mask(width);
  }

  /** {@code bfi}: from {@code c} on, {@code d} bits. */
  static long insert(int width, long a, long b, long c, long d) {
    long start = position(width, c);
    long length = position(width, d);
    if (start > 63 || length == 0) {
      return b & Bits.mask(width);
    }
    long field = Bits.mask((int) Math.min(length, 64)) << start;
    return ((b & ~field) | ((a << start) & field)) & Bits.mask(width);
  }

  /** {@code szext}. */
  static long extend(boolean clamp, boolean signed, long a, long b) {
    int length = (int) b & 31;
    if (clamp && (b & 0xffffffe0L) != 0) {
      return a & 0xffffffffL;
    }
    if (length == 0) {
      return 0;
    }
    return signed ? Bits.signed(a, length) & 0xffffffffL : a & Bits.mask(length);
  }

  /** {@code bmsk}. */
  static long mask(boolean clamp, long a, long b) {
    if (clamp && (a & 0xffffffe0L) != 0) {
      return 0;
    }
    int start = (int) a & 31;
    int length = clamp && (b & 0xffffffe0L) != 0 ? 32 : (int) b & 31;
    return length == 0 ? 0 : Bits.mask(length) << start & 0xffffffffL;
  }

  /** {@code lop3}: bit {@code 4a + 2b + c} of the table, at each place. */
  static long lop3(long a, long b, long c, long table) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      if ((table >>> i & 1) != 0) {
        result |= ((i & 4) != 0 ? a : ~a) & ((i & 2) != 0 ? b : ~b) & ((i & 1) != 0 ? c : ~c);
      }
    }
    return result & 0xffffffffL;
  }

  /** {@code shf.l}: the upper word of {@code b:a} shifted left. */
  static long funnelLeft(boolean clamp, long a, long b, long c) {
    long wide = b << 32 | (a & 0xffffffffL);
    return clamp && (c & 0xffffffe0L) != 0 ? a & 0xffffffffL : wide << ((int) c & 31) >>> 32;
  }

  /** {@code shf.r}: the lower word of {@code b:a} shifted right. */
  static long funnelRight(boolean clamp, long a, long b, long c) {
    long wide = b << 32 | (a & 0xffffffffL);
    return (clamp && (c & 0xffffffe0L) != 0 ? b : wide >>> ((int) c & 31)) & 0xffffffffL;
  }

  static long shiftLeft(int width, long a, long b) {
    long amount = b & 0xffffffffL;
    return amount >= width ? 0 : a << amount & Bits.mask(width);
  }

  static long shiftRight(boolean signed, int width, long a, long b) {
    long amount = b & 0xffffffffL;
    if (signed) {
      return Bits.signed(a, width) >> Math.min(amount, 63) & Bits.mask(width);
    }
    return amount >= width ? 0 : (a & Bits.mask(width)) >>> amount;
  }

  /** {@code prmt}: a nibble of the selector names a byte of {@code b:a} and may spread its sign. */
  static long permute(long a, long b, long c) {
    long bytes = b << 32 | (a & 0xffffffffL);
    long result = 0;
    for (int i = 0; i < 4; i++) {
      int selector = (int) (c >>> (4 * i)) & 15;
      long picked = bytes >>> (8 * (selector & 7)) & 0xff;
      long spread = (selector & 8) == 0 ? picked : (picked & 0x80) == 0 ? 0 : 0xff;
      result |= spread << (8 * i);
    }
    return result;
  }

  /** {@code prmt} with a mode: the selectors for the low two bits of {@code c}. */
  static long permute(int[] selectors, long a, long b, long c) {
    return permute(a, b, selectors[(int) c & 3]);
  }

  /**
   * Of 32 bits the position of the {@code |offset|}-th one from {@code base}, counted upwards where
   * the offset is positive and downwards where it is negative; for 0 that of {@code base} itself.
   * All ones where there is none. The hardware gives 0 for the least offset, which has no
   * magnitude.
   */
  static long findNth(long mask, long base, long offset) {
    if ((int) offset == Integer.MIN_VALUE) {
      return 0;
    }
    int step = Integer.signum((int) offset);
    int left = Math.abs((int) offset);
    for (int at = (int) base; at >= 0 && at < 32; at += step) {
      boolean one = (mask >>> at & 1) != 0;
      if (step == 0) {
        return one ? at : 0xffffffffL;
      }
      if (one && --left == 0) {
        return at;
      }
    }
    return 0xffffffffL;
  }
}

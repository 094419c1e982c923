package dev.ringkernel.ptx.sim;

/** References of integer arithmetic and bits. */
final class ForeignBits {
  private ForeignBits() {}

  static void division(ForeignArgs a) {
    for (int t = 0; t < 64; t++) {
      long x = a.longs(0)[t];
      long y = a.longs(1)[t];
      long[] each = {
        x / y,
        x % y,
        Long.divideUnsigned(x, y),
        Long.remainderUnsigned(x, y),
        (int) x / (int) y,
        (int) x % (int) y,
        Integer.divideUnsigned((int) x, 10) & 0xffffffffL,
        (int) x / 7
      };
      System.arraycopy(each, 0, a.longs(2), 8 * t, 8);
    }
  }

  static void philox(ForeignArgs args) {
    for (int t = 0; t < 64; t++) {
      int[] c = {t, 0, 0, 0};
      int k0 = args.number(1);
      int k1 = 0;
      for (int round = 0; round < 10; round++) {
        long first = 0xD2511F53L * (c[0] & 0xffffffffL);
        long second = 0xCD9E8D57L * (c[2] & 0xffffffffL);
        int high = (int) (second >>> 32);
        c =
            new int[] {
              high ^ c[1] ^ k0, (int) second, (int) (first >>> 32) ^ c[3] ^ k1, (int) first
            };
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
      }
      System.arraycopy(c, 0, args.ints(0), 4 * t, 4);
    }
  }

  static void tricks(ForeignArgs args) {
    for (int t = 0; t < 64; t++) {
      int a = args.ints(0)[t];
      int b = args.ints(0)[(t + 1) & 63];
      int s = t % 40;
      long w = (long) b << 32 | (a & 0xffffffffL);
      int[] each = {
        Integer.bitCount(a),
        Integer.numberOfLeadingZeros(a),
        a == 0 ? 0 : Integer.numberOfTrailingZeros(a) + 1,
        Integer.reverse(a),
        (a & b) ^ ~s,
        permuted(w, 0x0123),
        permuted(w, 0x7531),
        (int) (w << (s & 31) >>> 32),
        (int) (w >>> (s & 31)),
        (int) (w << Math.min(s, 32) >>> 32),
        (int) (w >>> Math.min(s, 32)),
        Integer.rotateLeft(a, s),
        Long.bitCount(w) * 100 + Long.numberOfLeadingZeros(w),
        Integer.reverse(a),
        (int) (((a & 0xffffffffL) * (b & 0xffffffffL)) >>> 32),
        (a & 0xffffff) * (b & 0xffffff),
        second(a >>> 3) < 0 ? -1 : second(a >>> 3) + 3
      };
      System.arraycopy(each, 0, args.ints(1), 17 * t, 17);
    }
  }

  /** Four bytes of eight, by the digits of the selector from the lowest. */
  private static int permuted(long bytes, int selector) {
    int result = 0;
    for (int i = 0; i < 4; i++) {
      int from = selector >>> (4 * i) & 7;
      result |= (int) (bytes >>> (8 * from) & 0xff) << (8 * i);
    }
    return result;
  }

  /** The position of the second one from the right, or -1. */
  private static int second(int bits) {
    int rest = bits & bits - 1;
    return rest == 0 ? -1 : Integer.numberOfTrailingZeros(rest);
  }

  static void fields(ForeignArgs args) {
    for (int t = 0; t < 32; t++) {
      int x = 0x9abcdef0 + t;
      int end = Math.min(t + 9, 32);
      int kept = (int) (0x7fL << t);
      int negative = -x;
      int third = ~x >>> 3;
      int[] each = {
        x >>> t & 0x1ff,
        x << (32 - end) >> (32 - end + t),
        (x & ~kept) | (int) (0x55L << t),
        31 - Integer.numberOfLeadingZeros(x),
        31 - Integer.numberOfLeadingZeros(negative < 0 ? ~negative : negative),
        (x & third) | (x & t * 7) | (third & t * 7),
        t == 0 ? 0 : x << (32 - t) >> (32 - t),
        (int) (31L << t)
      };
      System.arraycopy(each, 0, args.ints(0), 8 * t, 8);
    }
  }
}

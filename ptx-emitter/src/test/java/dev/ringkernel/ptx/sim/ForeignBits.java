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
}

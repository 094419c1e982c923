package dev.ringkernel.ptx.sim.alu;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bit instructions against the manual's own pseudo-code, bit by bit. */
class BitFieldTest {
  private static final long SEED = 9;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private long small() {
    return random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(70);
  }

  private static long bit(long value, int place) {
    return value >>> place & 1;
  }

  @Test
  void extractAndInsert() {
    for (int width : new int[] {32, 64}) {
      for (int i = 0; i < 20_000; i++) {
        long a = random.nextLong();
        long b = random.nextLong();
        long start = random.nextInt(256);
        long length = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(width + 1);
        int pos = (int) start;
        int len = (int) length;
        for (boolean signed : new boolean[] {false, true}) {
          long sign = !signed || len == 0 ? 0 : bit(a, Math.min(pos + len - 1, width - 1));
          long expected = 0;
          for (int j = 0; j < width; j++) {
            expected |= (j < len && pos + j < width ? bit(a, pos + j) : sign) << j;
          }
          check("bfe." + (signed ? "s" : "u") + width + " d, a, b, c", expected, a, start, length);
        }
        long inserted = b & Bits.mask(width);
        for (int j = 0; j < len && pos + j < width; j++) {
          inserted = (inserted & ~(1L << (pos + j))) | bit(a, j) << (pos + j);
        }
        check("bfi.b" + width + " d, a, b, c, e", inserted, a, b, start, length);
      }
    }
  }

  @Test
  void masksAndExtensions() {
    for (int i = 0; i < 20_000; i++) {
      long a = small() & 0xffffffffL;
      long b = small() & 0xffffffffL;
      for (String mode : new String[] {"clamp", "wrap"}) {
        boolean clamp = mode.equals("clamp");
        int a1 = (int) a & 31;
        int b1 = (int) b & 31;
        int mask0 = clamp && a >= 32 ? 0 : -1 << a1;
        boolean full = a1 + b1 >= 32 || (clamp && (a >= 32 || b >= 32));
        int mask1 = full ? 0 : b1 == 0 ? -1 : -1 << (a1 + b1);
        check("bmsk." + mode + ".b32 d, a, b", (mask0 & ~mask1) & 0xffffffffL, a, b);

        long value = random.nextLong();
        boolean large = clamp && b >= 32;
        int mask = large ? 0 : -1 << b1;
        check("szext." + mode + ".u32 d, a, b", (value & ~mask) & 0xffffffffL, value, b);
        boolean sign = b1 != 0 && !large && bit(value, b1 - 1) != 0;
        int extended = ((int) value & ~mask) | (sign ? mask : 0);
        check("szext." + mode + ".s32 d, a, b", extended & 0xffffffffL, value, b);
      }
    }
  }

  @Test
  void shifts() {
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong();
      long b = random.nextLong();
      long n = small() & 0xffffffffL;
      for (int width : new int[] {16, 32, 64}) {
        long left = 0;
        long right = 0;
        long arithmetic = 0;
        for (int j = 0; j < width; j++) {
          left |= (j - n >= 0 ? bit(a, (int) (j - n)) : 0) << j;
          right |= (j + n < width ? bit(a, (int) (j + n)) : 0) << j;
          arithmetic |= bit(a, (int) Math.min(j + n, width - 1)) << j;
        }
        check("shl.b" + width + " d, a, b", left, a, n);
        check("shr.b" + width + " d, a, b", right, a, n);
        check("shr.u" + width + " d, a, b", right, a, n);
        check("shr.s" + width + " d, a, b", arithmetic, a, n);
      }
      long wide = (b & 0xffffffffL) << 32 | (a & 0xffffffffL);
      int wrap = (int) (n & 31);
      int clamp = (int) Math.min(n, 32);
      check("shf.l.wrap.b32 d, a, b, c", wide << wrap >>> 32, a, b, n);
      check("shf.l.clamp.b32 d, a, b, c", wide << clamp >>> 32, a, b, n);
      check("shf.r.wrap.b32 d, a, b, c", wide >>> wrap & 0xffffffffL, a, b, n);
      check("shf.r.clamp.b32 d, a, b, c", wide >>> clamp & 0xffffffffL, a, b, n);
    }
  }

  @Test
  void logicByTable() {
    for (int table = 0; table < 256; table++) {
      long a = random.nextLong();
      long b = random.nextLong();
      long c = random.nextLong();
      long expected = 0;
      for (int j = 0; j < 32; j++) {
        expected |= bit(table, (int) (bit(a, j) << 2 | bit(b, j) << 1 | bit(c, j))) << j;
      }
      check("lop3.b32 d, a, b, c, immLut", expected, a, b, c, table);
    }
  }

  @Test
  void countsAndReversals() {
    for (int i = 0; i < 5_000; i++) {
      long a = random.nextLong() >>> random.nextInt(64);
      for (int width : new int[] {32, 64}) {
        long reversed = 0;
        long ones = 0;
        long zeros = width;
        for (int j = 0; j < width; j++) {
          reversed |= bit(a, j) << (width - 1 - j);
          ones += bit(a, j);
          zeros = bit(a, j) == 1 ? width - 1 - j : zeros;
        }
        check("brev.b" + width + " d, a", reversed, a);
        check("popc.b" + width + " d, a", ones, a);
        check("clz.b" + width + " d, a", zeros, a);
      }
    }
  }

  @Test
  void permutations() {
    int[][][] modes = {
      // the manual's table: bytes 3 to 0 of the result for each value of the control
      {{3, 2, 1, 0}, {4, 3, 2, 1}, {5, 4, 3, 2}, {6, 5, 4, 3}},
      {{5, 6, 7, 0}, {6, 7, 0, 1}, {7, 0, 1, 2}, {0, 1, 2, 3}},
      {{0, 0, 0, 0}, {1, 1, 1, 1}, {2, 2, 2, 2}, {3, 3, 3, 3}},
      {{3, 2, 1, 0}, {3, 2, 1, 1}, {3, 2, 2, 2}, {3, 3, 3, 3}},
      {{0, 0, 0, 0}, {1, 1, 1, 0}, {2, 2, 1, 0}, {3, 2, 1, 0}},
      {{1, 0, 1, 0}, {3, 2, 3, 2}, {1, 0, 1, 0}, {3, 2, 3, 2}}
    };
    String[] names = {"f4e", "b4e", "rc8", "ecl", "ecr", "rc16"};
    for (int i = 0; i < 5_000; i++) {
      long a = random.nextLong();
      long b = random.nextLong();
      long c = random.nextLong();
      byte[] bytes = new byte[8];
      for (int j = 0; j < 4; j++) {
        bytes[j] = (byte) (a >>> (8 * j));
        bytes[4 + j] = (byte) (b >>> (8 * j));
      }
      long generic = 0;
      for (int j = 0; j < 4; j++) {
        int control = (int) (c >>> (4 * j)) & 15;
        int taken = (control & 8) == 0 ? bytes[control & 7] : bytes[control & 7] >> 7;
        generic |= (taken & 0xffL) << (8 * j);
      }
      check("prmt.b32 d, a, b, c", generic, a, b, c);
      for (int m = 0; m < names.length; m++) {
        int[] sources = modes[m][(int) c & 3];
        long expected = 0;
        for (int j = 0; j < 4; j++) {
          expected = expected << 8 | (bytes[sources[j]] & 0xff);
        }
        check("prmt.b32." + names[m] + " d, a, b, c", expected, a, b, c);
      }
    }
  }

  private static void check(String spelling, long expected, long... inputs) {
    Reference.same(
        Reference.meaning(spelling).apply(inputs), expected, "seed", SEED, spelling, inputs);
  }
}

package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The Java meanings against bit-by-bit definitions of the PTX ISA. */
class BitsTest {
  private static final long SEED = new Random().nextLong();
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private final Random random = new Random(SEED);

  private static int bit(long a, int i, int width) {
    return i < width ? (int) (a >>> i & 1) : 0;
  }

  /** PTX ISA, "bfe": the pseudocode. */
  private static long bfe(long a, int b, int c, int width, boolean signed) {
    int pos = b & 0xff;
    int len = c & 0xff;
    int msb = width - 1;
    int sbit = !signed || len == 0 ? 0 : bit(a, Math.min(pos + len - 1, msb), width);
    long d = 0;
    for (int i = 0; i <= msb; i++) {
      long v = i < len && pos + i <= msb ? bit(a, pos + i, width) : sbit;
      d |= v << i;
    }
    return d;
  }

  /** PTX ISA, "bfi": the pseudocode. */
  private static long bfi(long a, long b, int c, int e, int width) {
    int pos = c & 0xff;
    int len = e & 0xff;
    long f = b;
    for (int i = 0; i < len && pos + i < width; i++) {
      f = (f & ~(1L << (pos + i))) | (long) bit(a, i, width) << (pos + i);
    }
    return f;
  }

  private int position() {
    int[] edges = {0, 1, 31, 32, 33, 63, 64, 65, 255, 256, 257, -1};
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(70);
  }

  @Test
  void bitFields() {
    for (int i = 0; i < 4_000; i++) {
      long a = random.nextLong();
      long b = random.nextLong();
      int pos = position();
      int len = position();
      String which = "%x %x %d %d, seed %d".formatted(a, b, pos, len, SEED);
      assertThat(Bits.bfe((int) a, pos, len))
          .as(which)
          .isEqualTo((int) bfe(a & 0xffffffffL, pos, len, 32, false));
      assertThat(Bits.bfeSigned((int) a, pos, len))
          .as(which)
          .isEqualTo((int) bfe(a & 0xffffffffL, pos, len, 32, true));
      assertThat(Bits.bfe(a, pos, len)).as(which).isEqualTo(bfe(a, pos, len, 64, false));
      assertThat(Bits.bfeSigned(a, pos, len)).as(which).isEqualTo(bfe(a, pos, len, 64, true));
      assertThat(Bits.bfi((int) a, (int) b, pos, len))
          .as(which)
          .isEqualTo((int) bfi(a & 0xffffffffL, b & 0xffffffffL, pos, len, 32));
      assertThat(Bits.bfi(a, b, pos, len)).as(which).isEqualTo(bfi(a, b, pos, len, 64));
    }
  }

  @Test
  void shiftsOfPairs() {
    for (int i = 0; i < 5_000; i++) {
      int low = random.nextInt();
      int high = random.nextInt();
      int n = position();
      long pair = (long) high << 32 | (low & 0xffffffffL);
      int wrapped = n & 31;
      long clamped = Math.min(n & 0xffffffffL, 32);
      String which = "%x %x %d, seed %d".formatted(low, high, n, SEED);
      assertThat(Bits.funnelLeft(low, high, n)).as(which).isEqualTo((int) (pair << wrapped >>> 32));
      assertThat(Bits.funnelRight(low, high, n)).as(which).isEqualTo((int) (pair >>> wrapped));
      assertThat(Bits.funnelLeftClamped(low, high, n))
          .as(which)
          .isEqualTo((int) (pair << clamped >>> 32));
      assertThat(Bits.funnelRightClamped(low, high, n))
          .as(which)
          .isEqualTo((int) (pair >>> clamped));
    }
  }

  @Test
  void products() {
    long[] edges = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, 0xffffffffL};
    for (int i = 0; i < 5_000; i++) {
      long a = i < 49 ? edges[i / 7] : random.nextLong();
      long b = i < 49 ? edges[i % 7] : random.nextLong();
      String which = "%x %x, seed %d".formatted(a, b, SEED);
      BigInteger unsigned = unsigned(a).multiply(unsigned(b));
      assertThat(Bits.mulHiUnsigned(a, b)).as(which).isEqualTo(unsigned.shiftRight(64).longValue());
      assertThat(Bits.mulHi(a, b))
          .as(which)
          .isEqualTo(
              BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftRight(64).longValue());
      BigInteger narrow =
          BigInteger.valueOf(a & 0xffffffffL).multiply(BigInteger.valueOf(b & 0xffffffffL));
      assertThat(Bits.mulHiUnsigned((int) a, (int) b))
          .as(which)
          .isEqualTo(narrow.shiftRight(32).intValue());
      assertThat(Bits.mulWideUnsigned((int) a, (int) b)).as(which).isEqualTo(narrow.longValue());
      BigInteger signed = BigInteger.valueOf((int) a).multiply(BigInteger.valueOf((int) b));
      assertThat(Bits.mulHi((int) a, (int) b))
          .as(which)
          .isEqualTo(signed.shiftRight(32).intValue());
      assertThat(Bits.mulWide((int) a, (int) b)).as(which).isEqualTo(signed.longValue());
      long difference = Math.abs((long) (int) a - (int) b);
      assertThat(Bits.sumAbsDiff((int) a, (int) b, 5)).as(which).isEqualTo((int) (difference + 5));
      assertThat(Bits.addSaturated((int) a, (int) b))
          .as(which)
          .isEqualTo(held((long) (int) a + (int) b));
      assertThat(Bits.subSaturated((int) a, (int) b))
          .as(which)
          .isEqualTo(held((long) (int) a - (int) b));
      int dot = 9;
      int dotUnsigned = 9;
      for (int k = 0; k < 4; k++) {
        dot += (byte) (a >> (8 * k)) * (byte) (b >> (8 * k));
        dotUnsigned += (int) (a >> (8 * k) & 255) * (int) (b >> (8 * k) & 255);
      }
      assertThat(Bits.dot4((int) a, (int) b, 9)).as(which).isEqualTo(dot);
      assertThat(Bits.dot4Unsigned((int) a, (int) b, 9)).as(which).isEqualTo(dotUnsigned);
    }
  }

  private static BigInteger unsigned(long a) {
    BigInteger v = BigInteger.valueOf(a);
    return v.signum() < 0 ? v.add(TWO_64) : v;
  }

  private static int held(long v) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, v));
  }

  @Test
  void bytePermutation() {
    assertThat(Bits.bytePermute(0x33221100, 0x77665544, 0x7531)).isEqualTo(0x77553311);
    assertThat(Bits.bytePermute(0x33221100, 0x77665544, 0x0123)).isEqualTo(0x00112233);
    assertThat(Bits.bytePermute(0x80007f00, 0x000000ff, 0xcbd9)).isEqualTo(0xffff0000);
  }

  @Test
  void positionsOfBits() {
    assertThat(Bits.popCount(-1)).isEqualTo(32);
    assertThat(Bits.popCount(-1L)).isEqualTo(64);
    assertThat(Bits.clz(0)).isEqualTo(32);
    assertThat(Bits.clz(1L)).isEqualTo(63);
    assertThat(Bits.brev(1)).isEqualTo(Integer.MIN_VALUE);
    assertThat(Bits.brev(2L)).isEqualTo(Long.MIN_VALUE >>> 1);
    assertThat(Bits.highestBit(0)).isEqualTo(-1);
    assertThat(Bits.highestBit(-1L)).isEqualTo(63);
    assertThat(Bits.highestBitSigned(-1)).isEqualTo(-1);
    assertThat(Bits.highestBitSigned(0L)).isEqualTo(-1);
    assertThat(Bits.highestBitSigned(-2)).isEqualTo(0);
    assertThat(Bits.highestBitSigned(Long.MIN_VALUE)).isEqualTo(62);
    assertThat(Bits.highestBitSigned(6)).isEqualTo(2);
    assertThat(Bits.findFirstSet(0)).isZero();
    assertThat(Bits.findFirstSet(Integer.MIN_VALUE)).isEqualTo(32);
    assertThat(Bits.findFirstSet(1L << 40)).isEqualTo(41);
  }
}

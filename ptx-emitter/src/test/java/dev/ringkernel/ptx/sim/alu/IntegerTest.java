package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integer arithmetic against unbounded integers. */
class IntegerTest {
  private static final long SEED = 5;

  private static BigInteger number(boolean signed, int width, long bits) {
    BigInteger low = BigInteger.valueOf(bits).mod(BigInteger.TWO.pow(width));
    return signed && low.testBit(width - 1) ? low.subtract(BigInteger.TWO.pow(width)) : low;
  }

  private static long cut(int width, BigInteger value) {
    return value.mod(BigInteger.TWO.pow(width)).longValue();
  }

  private static long operand(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
      default -> random.nextInt(5) - 2;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"u16", "u32", "u64", "s16", "s32", "s64"})
  void arithmeticOfEveryWidth(String type) {
    boolean signed = type.startsWith("s");
    int w = Integer.parseInt(type.substring(1));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      long a = operand(random);
      long b = operand(random);
      long c = operand(random);
      BigInteger x = number(signed, w, a);
      BigInteger y = number(signed, w, b);
      BigInteger z = number(signed, w, c);
      BigInteger product = x.multiply(y);
      check(type, "add.T d, a, b", cut(w, x.add(y)), a, b);
      check(type, "sub.T d, a, b", cut(w, x.subtract(y)), a, b);
      check(type, "mul.lo.T d, a, b", cut(w, product), a, b);
      check(type, "mul.hi.T d, a, b", cut(w, product.shiftRight(w)), a, b);
      check(type, "mad.lo.T d, a, b, c", cut(w, product.add(z)), a, b, c);
      check(type, "mad.hi.T d, a, b, c", cut(w, product.shiftRight(w).add(z)), a, b, c);
      check(type, "sad.T d, a, b, c", cut(w, z.add(x.subtract(y).abs())), a, b, c);
      check(type, "min.T d, a, b", cut(w, x.min(y)), a, b);
      check(type, "max.T d, a, b", cut(w, x.max(y)), a, b);
      if (y.signum() != 0) {
        check(type, "div.T d, a, b", cut(w, x.divide(y)), a, b);
        check(type, "rem.T d, a, b", cut(w, x.remainder(y)), a, b);
      }
      if (w < 64) {
        BigInteger wide = number(signed, 2 * w, c);
        check(type, "mul.wide.T d, a, b", cut(2 * w, product), a, b);
        check(type, "mad.wide.T d, a, b, c", cut(2 * w, product.add(wide)), a, b, c);
      }
      if (w == 32) {
        BigInteger narrow = number(signed, 24, a).multiply(number(signed, 24, b));
        check(type, "mul24.lo.T d, a, b", cut(32, narrow), a, b);
        check(type, "mul24.hi.T d, a, b", cut(32, narrow.shiftRight(16)), a, b);
        check(type, "mad24.lo.T d, a, b, c", cut(32, narrow.add(z)), a, b, c);
        check(type, "mad24.hi.T d, a, b, c", cut(32, narrow.shiftRight(16).add(z)), a, b, c);
      }
      if (w > 16) {
        BigInteger from = x.signum() < 0 ? x.not() : x;
        long place = from.bitLength() - 1L;
        check(type, "bfind.T d, a", place & 0xffffffffL, a);
        check(type, "bfind.shiftamt.T d, a", (place < 0 ? -1 : w - 1 - place) & 0xffffffffL, a);
      }
      if (signed) {
        check(type, "abs.T d, a", cut(w, x.abs()), a);
        check(type, "neg.T d, a", cut(w, x.negate()), a);
      }
    }
  }

  @Test
  void saturation() {
    BigInteger most = BigInteger.valueOf(Integer.MAX_VALUE);
    BigInteger least = BigInteger.valueOf(Integer.MIN_VALUE);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      long a = operand(random);
      long b = operand(random);
      long c = operand(random);
      BigInteger x = number(true, 32, a);
      BigInteger y = number(true, 32, b);
      BigInteger high = x.multiply(y).shiftRight(32).add(number(true, 32, c));
      check("s32", "add.sat.T d, a, b", cut(32, x.add(y).min(most).max(least)), a, b);
      check("s32", "sub.sat.T d, a, b", cut(32, x.subtract(y).min(most).max(least)), a, b);
      check("s32", "mad.hi.sat.T d, a, b, c", cut(32, high.min(most).max(least)), a, b, c);
      check("s32", "min.relu.T d, a, b", cut(32, x.min(y).max(BigInteger.ZERO)), a, b);
      check("s32", "max.relu.T d, a, b", cut(32, x.max(y).max(BigInteger.ZERO)), a, b);
    }
  }

  @Test
  void pairsAreTwoNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (String op : new String[] {"add", "min", "max"}) {
      for (String sign : new String[] {"u", "s"}) {
        Meaning pair = Reference.meaning(op + "." + sign + "16x2 d, a, b");
        Meaning one = Reference.meaning(op + "." + sign + "16 d, a, b");
        for (int i = 0; i < 5_000; i++) {
          long a = random.nextLong();
          long b = random.nextLong();
          assertThat(pair.apply(a, b))
              .isEqualTo(one.apply(a, b) | one.apply(a >>> 16, b >>> 16) << 16);
        }
      }
    }
  }

  @Test
  void dotProducts() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (String types : new String[] {"u32.u32", "u32.s32", "s32.u32", "s32.s32"}) {
      boolean signedA = types.startsWith("s");
      boolean signedB = types.endsWith("s32");
      for (int i = 0; i < 5_000; i++) {
        long a = random.nextLong();
        long b = random.nextLong();
        long c = random.nextLong();
        BigInteger sum = BigInteger.valueOf(c);
        for (int j = 0; j < 4; j++) {
          sum =
              sum.add(number(signedA, 8, a >> (8 * j)).multiply(number(signedB, 8, b >> (8 * j))));
        }
        check(types, "dp4a.T d, a, b, c", cut(32, sum), a, b, c);
      }
    }
  }

  private static void check(String type, String spelling, long expected, long... inputs) {
    String one = spelling.replace("T", type);
    Reference.same(Reference.meaning(one).apply(inputs), expected, "seed", SEED, one, inputs);
  }
}

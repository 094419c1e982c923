package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code f16} and {@code bf16} arithmetic, against decimal arithmetic and a search among numbers.
 */
class HalfTest {
  private static final long SEED = 11;

  @ParameterizedTest
  @CsvSource({"f16, 5, 10, 31743", "bf16, 8, 7, 32639"})
  void arithmeticRoundsOnce(String type, int exponentBits, int fraction, long max) {
    List<BigDecimal> numbers = Reference.numbers(exponentBits, fraction, max);
    SplittableRandom random = new SplittableRandom(SEED);
    Meaning add = Reference.meaning("add." + type + " d, a, b");
    Meaning sub = Reference.meaning("sub." + type + " d, a, b");
    Meaning mul = Reference.meaning("mul." + type + " d, a, b");
    Meaning fma = Reference.meaning("fma.rn." + type + " d, a, b, c");
    Meaning pair = Reference.meaning("fma.rn." + type + "x2 d, a, b, c");
    for (int i = 0; i < 60_000; i++) {
      long[] code = new long[3];
      BigDecimal[] value = new BigDecimal[3];
      for (int j = 0; j < 3; j++) {
        int magnitude = random.nextInt((int) max + 1);
        boolean negative = random.nextBoolean();
        code[j] = magnitude | (negative ? 0x8000 : 0);
        value[j] = negative ? numbers.get(magnitude).negate() : numbers.get(magnitude);
      }
      if (i % 3 == 0) {
        // A product that nearly cancels.
        code[2] = mul.apply(code[0], code[1]) ^ 0x8000;
        if ((code[2] & 0x7fff) > max) {
          continue;
        }
        BigDecimal magnitude = numbers.get((int) code[2] & 0x7fff);
        value[2] = (code[2] & 0x8000) != 0 ? magnitude.negate() : magnitude;
      }
      BigDecimal product = value[0].multiply(value[1]);
      BigDecimal sum = product.add(value[2]);
      check(add, numbers, value[0].add(value[2]), code[0], code[2]);
      check(sub, numbers, value[0].subtract(value[2]), code[0], code[2]);
      check(mul, numbers, product, code[0], code[1]);
      check(fma, numbers, sum, code);
      long both = pair.apply(code[0] << 16, code[1] << 16, code[2] << 16 | code[2]);
      assertThat(both >>> 16).isEqualTo(fma.apply(code));
    }
  }

  private static void check(
      Meaning meaning, List<BigDecimal> numbers, BigDecimal exact, long... in) {
    long got = meaning.apply(in);
    int expected = Reference.round(Round.RN, exact.signum() < 0, exact.abs(), numbers);
    Reference.same(got & 0x7fff, expected, "seed", SEED, exact);
    if (exact.signum() != 0) {
      Reference.same(got >>> 15, exact.signum() < 0 ? 1 : 0, "seed", SEED, "sign", exact);
    }
  }
}

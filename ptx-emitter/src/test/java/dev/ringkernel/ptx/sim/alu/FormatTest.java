package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static final long SEED = 20260101;

  @ParameterizedTest
  @CsvSource({
    "F16,  5, 10, 31743",
    "BF16, 8, 7, 32639",
    "E5M2, 5, 2, 123",
    "E4M3, 4, 3, 126",
    "E3M2, 3, 2, 31",
    "E2M3, 2, 3, 31",
    "E2M1, 2, 1, 7"
  })
  void everyCodeIsItsNumber(Format format, int exponentBits, int fraction, long max) {
    List<BigDecimal> numbers = Reference.numbers(exponentBits, fraction, max);
    for (int code = 0; code <= max; code++) {
      double value = numbers.get(code).doubleValue();
      assertThat(format.decode(code)).isEqualTo(value);
      assertThat(format.decode(code | format.sign(true))).isEqualTo(-value);
      for (Round round : Round.values()) {
        assertThat(format.encode(round, value)).isEqualTo(code);
        assertThat(format.encode(round, -value)).isEqualTo(code | format.sign(true));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F16,  5, 10, 31743",
    "BF16, 8, 7, 32639",
    "E5M2, 5, 2, 123",
    "E4M3, 4, 3, 126",
    "E3M2, 3, 2, 31",
    "E2M3, 2, 3, 31",
    "E2M1, 2, 1, 7"
  })
  void valuesBetweenAreRounded(Format format, int exponentBits, int fraction, long max) {
    List<BigDecimal> numbers = Reference.numbers(exponentBits, fraction, max);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 4_000 + max; i++) {
      int code = i <= max ? i : random.nextInt((int) max + 1);
      double low = numbers.get(code).doubleValue();
      double high =
          code < max
              ? numbers.get(code + 1).doubleValue()
              : 2 * low - numbers.get(code - 1).doubleValue();
      double middle = low + (high - low) / 2;
      double value =
          switch (i % 5) {
            case 0 -> middle;
            case 1 -> Math.nextUp(middle);
            case 2 -> Math.nextDown(middle);
            case 3 -> Math.nextUp(low);
            default -> low + (high - low) * random.nextDouble();
          };
      for (Round round : Round.values()) {
        for (boolean negative : new boolean[] {false, true}) {
          int expected = Reference.round(round, negative, new BigDecimal(value), numbers);
          long bits = expected > max ? format.infinity() : expected;
          double signed = negative ? -value : value;
          Reference.same(
              format.encode(round, signed),
              bits | format.sign(negative),
              "seed",
              SEED,
              round,
              signed,
              format);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 9218868437227405312",
    "F32, 2139095040",
    "F16, 31744",
    "BF16, 32640",
    "E5M2, 124",
    "E4M3, 126",
    "E3M2, 31",
    "E2M3, 31",
    "E2M1, 7"
  })
  void infinitiesStayOrSaturate(Format format, long bits) {
    assertThat(format.encode(Round.RZ, Double.POSITIVE_INFINITY)).isEqualTo(bits);
    assertThat(format.encode(Round.RN, Double.NEGATIVE_INFINITY))
        .isEqualTo(bits | format.sign(true));
    assertThat(format.finite(bits)).isEqualTo(format.max());
  }
}

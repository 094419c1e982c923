package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Conversions between integers and floats, against unbounded numbers. */
class ConvertTest {
  private static final long SEED = 17;
  private static final List<String> INTEGERS =
      List.of("u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64");
  private static final Map<String, Round> MODES =
      Map.of("rn", Round.RN, "rz", Round.RZ, "rm", Round.RM, "rp", Round.RP);
  private static final Map<String, RoundingMode> INTEGRAL =
      Map.of(
          "rni", RoundingMode.HALF_EVEN,
          "rzi", RoundingMode.DOWN,
          "rmi", RoundingMode.FLOOR,
          "rpi", RoundingMode.CEILING);

  private static int width(String type) {
    return Integer.parseInt(type.substring(1));
  }

  private static BigInteger number(String type, long bits) {
    BigInteger low = BigInteger.valueOf(bits).mod(BigInteger.TWO.pow(width(type)));
    return type.startsWith("s") && low.testBit(width(type) - 1)
        ? low.subtract(BigInteger.TWO.pow(width(type)))
        : low;
  }

  private static long clamped(String type, BigInteger value) {
    int magnitude = type.startsWith("s") ? width(type) - 1 : width(type);
    BigInteger most = BigInteger.TWO.pow(magnitude).subtract(BigInteger.ONE);
    BigInteger least = type.startsWith("s") ? most.not() : BigInteger.ZERO;
    return value.min(most).max(least).mod(BigInteger.TWO.pow(width(type))).longValue();
  }

  @Test
  void integersToIntegers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (String to : INTEGERS) {
      for (String from : INTEGERS) {
        Meaning plain = Reference.meaning("cvt." + to + "." + from + " d, a");
        boolean narrows = !holds(to, from);
        Meaning saturated =
            narrows ? Reference.meaning("cvt.sat." + to + "." + from + " d, a") : plain;
        for (int i = 0; i < 2_000; i++) {
          long a = random.nextLong() >> random.nextInt(64);
          BigInteger value = number(from, a);
          assertThat(plain.apply(a))
              .isEqualTo(value.mod(BigInteger.TWO.pow(width(to))).longValue());
          if (narrows) {
            assertThat(saturated.apply(a)).as("%s of %s", to, value).isEqualTo(clamped(to, value));
          }
        }
      }
    }
  }

  /** Whether every number of {@code from} is one of {@code to}. */
  private static boolean holds(String to, String from) {
    boolean same = to.charAt(0) == from.charAt(0);
    return same ? width(to) >= width(from) : to.startsWith("s") && width(to) > width(from);
  }

  @Test
  void integersToFloats() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<BigDecimal> halves = Reference.numbers(5, 10, 0x7bff);
    List<BigDecimal> brains = Reference.numbers(8, 7, 0x7f7f);
    for (String from : INTEGERS) {
      for (Map.Entry<String, Round> mode : MODES.entrySet()) {
        Meaning f64 = Reference.meaning("cvt." + mode.getKey() + ".f64." + from + " d, a");
        Meaning f32 = Reference.meaning("cvt." + mode.getKey() + ".f32." + from + " d, a");
        Meaning f16 = Reference.meaning("cvt." + mode.getKey() + ".f16." + from + " d, a");
        for (int i = 0; i < 3_000; i++) {
          long a = random.nextLong() >> random.nextInt(64);
          a = i % 5 == 0 ? (1L << random.nextInt(64)) + random.nextInt(3) - 1 : a;
          BigDecimal value = new BigDecimal(number(from, a));
          if (value.signum() == 0) {
            continue;
          }
          assertThat(Double.longBitsToDouble(f64.apply(a)))
              .isEqualTo(Reference.toDouble(mode.getValue(), value));
          assertThat(Float.intBitsToFloat((int) f32.apply(a)))
              .isEqualTo(Reference.toFloat(mode.getValue(), value));
          checkHalf(f16, a, mode.getValue(), value, halves);
          if (width(from) > 8) {
            Meaning bf16 = Reference.meaning("cvt." + mode.getKey() + ".bf16." + from + " d, a");
            checkHalf(bf16, a, mode.getValue(), value, brains);
          }
        }
      }
    }
  }

  private static void checkHalf(
      Meaning meaning, long a, Round round, BigDecimal value, List<BigDecimal> numbers) {
    boolean negative = value.signum() < 0;
    int code = Reference.round(round, negative, value.abs(), numbers);
    assertThat(meaning.apply(a))
        .as("%s in %s", value, round)
        .isEqualTo(code | (negative ? 0x8000 : 0));
  }

  @Test
  void floatsToIntegers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (String to : INTEGERS) {
      for (Map.Entry<String, RoundingMode> mode : INTEGRAL.entrySet()) {
        String cvt = "cvt." + mode.getKey() + "." + to;
        Meaning f64 = Reference.meaning(cvt + ".f64 d, a");
        Meaning f32 = Reference.meaning(cvt + ".f32 d, a");
        Meaning f16 = Reference.meaning(cvt + ".f16 d, a");
        for (int i = 0; i < 4_000; i++) {
          double value = random.nextInt(1 << 20) * Math.scalb(1.0, random.nextInt(70) - 25);
          value = random.nextBoolean() ? value : -value;
          value = i % 4 == 0 ? random.nextInt(-300, 300) / 2.0 : value;
          checkInteger(f64, to, mode.getValue(), value, Double.doubleToRawLongBits(value));
          checkInteger(f32, to, mode.getValue(), (float) value, F32.bits((float) value));
          short half = Float.floatToFloat16((float) value);
          if (Float.isFinite(Float.float16ToFloat(half))) {
            checkInteger(f16, to, mode.getValue(), Float.float16ToFloat(half), half);
          }
        }
        for (double infinite : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
          BigInteger beyond = BigInteger.TWO.pow(70);
          long expected = clamped(to, infinite < 0 ? beyond.negate() : beyond);
          assertThat(f64.apply(Double.doubleToRawLongBits(infinite))).isEqualTo(expected);
          assertThat(f32.apply(F32.bits((float) infinite))).isEqualTo(expected);
        }
      }
    }
  }

  private static void checkInteger(
      Meaning meaning, String to, RoundingMode mode, double value, long bits) {
    BigInteger exact = new BigDecimal(value).setScale(0, mode).toBigIntegerExact();
    assertThat(meaning.apply(bits))
        .as("%s to %s, %s", value, to, mode)
        .isEqualTo(clamped(to, exact));
  }

  @Test
  void floatsToIntegralFloats() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Map.Entry<String, RoundingMode> mode : INTEGRAL.entrySet()) {
      Meaning f64 = Reference.meaning("cvt." + mode.getKey() + ".f64.f64 d, a");
      Meaning f16 = Reference.meaning("cvt." + mode.getKey() + ".f16.f16 d, a");
      for (int i = 0; i < 5_000; i++) {
        double value = random.nextInt(-2000, 2000) / 4.0;
        double expected = new BigDecimal(value).setScale(0, mode.getValue()).doubleValue();
        double got = Double.longBitsToDouble(f64.apply(Double.doubleToRawLongBits(value)));
        assertThat(Math.abs(got))
            .as("%s of %s", mode.getKey(), value)
            .isEqualTo(Math.abs(expected));
        assertThat(Math.copySign(1, got)).isEqualTo(Math.copySign(1, value));
        long half = f16.apply(Float.floatToFloat16((float) value));
        assertThat(half).isEqualTo(Float.floatToFloat16((float) got) & 0xffff);
      }
    }
  }

  @Test
  void packedIntegers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (String type : List.of("u16", "s16", "u8", "s8", "u4", "s4", "u2", "s2")) {
      int w = width(type);
      Meaning meaning =
          Reference.meaning(
              "cvt.pack.sat." + type + (w == 16 ? ".s32 d, a, b" : ".s32.b32 d, a, b, c"));
      for (int i = 0; i < 3_000; i++) {
        long a = random.nextInt() >> random.nextInt(32);
        long b = random.nextInt() >> random.nextInt(32);
        long c = random.nextLong();
        long pair =
            clamped(type, BigInteger.valueOf(a)) << w | clamped(type, BigInteger.valueOf(b));
        if (w == 16) {
          assertThat(meaning.apply(a, b)).isEqualTo(pair);
        } else {
          assertThat(meaning.apply(a, b, c)).isEqualTo((c << (2 * w) | pair) & 0xffffffffL);
        }
      }
    }
  }

  @Test
  void randomBitsRoundInProportion() {
    Meaning f16 = Reference.meaning("cvt.rs.f16x2.f32 d, a, b, c");
    // 1 + 3/8 of the last place: rounds up for 3 of 8 values of the upper random bits.
    long value = F32.bits(1 + 3 * 0x1p-13f);
    int up = 0;
    for (long random = 0; random < 1 << 13; random++) {
      long pair = f16.apply(value, F32.bits(1), random << 16);
      up += (int) (pair >>> 16) - 0x3c00;
      assertThat(pair & 0xffff).isEqualTo(0x3c00);
    }
    assertThat(up).isEqualTo(3 << 10);
  }
}

package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rounding mode of {@code f32} and {@code f64} arithmetic, against decimal arithmetic. */
class DirectedTest {
  private static final long SEED = 3;
  private static final int ROUNDS = 6_000;

  /** Enough digits that a quotient or root of doubles cannot be mistaken for a tie or a number. */
  private static final MathContext DIGITS = new MathContext(1200);

  private static double operand(SplittableRandom random) {
    long sign = random.nextLong() & Long.MIN_VALUE;
    long fraction = random.nextLong() >>> 12;
    fraction = random.nextInt(3) == 0 ? fraction >>> random.nextInt(52) : fraction;
    fraction =
        random.nextInt(3) == 0 ? fraction << random.nextInt(52) & 0xfffffffffffffL : fraction;
    long exponent =
        switch (random.nextInt(5)) {
          case 0 -> random.nextInt(2047);
          case 1 -> random.nextInt(60);
          case 2 -> 2046 - random.nextInt(60);
          case 3 -> 511 - 30 + random.nextInt(60);
          default -> 1023 - 3 + random.nextInt(7);
        };
    return Double.longBitsToDouble(sign | exponent << 52 | fraction);
  }

  private static float floatOperand(SplittableRandom random) {
    int sign = random.nextInt() & Integer.MIN_VALUE;
    int fraction = random.nextInt() >>> 9;
    fraction = random.nextInt(3) == 0 ? fraction >>> random.nextInt(23) : fraction;
    int exponent =
        switch (random.nextInt(5)) {
          case 0 -> random.nextInt(255);
          case 1 -> random.nextInt(30);
          case 2 -> 254 - random.nextInt(30);
          case 3 -> 63 - 15 + random.nextInt(30);
          default -> 127 - 3 + random.nextInt(7);
        };
    return Float.intBitsToFloat(sign | exponent << 23 | fraction);
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  private static void same64(Round round, String what, BigDecimal exact, long bits) {
    if (exact.signum() == 0) {
      Reference.same(bits & Long.MAX_VALUE, 0, "seed", SEED, what, round);
    } else {
      double expected = Reference.toDouble(round, exact);
      Reference.same(bits, Double.doubleToRawLongBits(expected), "seed", SEED, what, round);
    }
  }

  private static void same32(Round round, String what, BigDecimal exact, long bits) {
    if (exact.signum() == 0) {
      Reference.same(bits & Integer.MAX_VALUE, 0, "seed", SEED, what, round);
    } else {
      float expected = Reference.toFloat(round, exact);
      Reference.same(bits, F32.bits(expected), "seed", SEED, what, round);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Round.class, names = "RNA", mode = EnumSource.Mode.EXCLUDE)
  void sumsAndProductsOfDoubles(Round round) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      double x = operand(random);
      double y = operand(random);
      double z = i % 4 == 0 ? -(x * y) : operand(random);
      if (!Double.isFinite(z)) {
        continue;
      }
      long a = Double.doubleToRawLongBits(x);
      long b = Double.doubleToRawLongBits(y);
      long c = Double.doubleToRawLongBits(z);
      String name = x + ", " + y + ", " + z;
      String mode = round.name().toLowerCase(java.util.Locale.ROOT);
      BigDecimal product = exact(x).multiply(exact(y));
      same64(
          round, "add " + name, exact(x).add(exact(z)), run("add." + mode + ".f64 d, a, b", a, c));
      same64(
          round,
          "sub " + name,
          exact(x).subtract(exact(z)),
          run("sub." + mode + ".f64 d, a, b", a, c));
      same64(round, "mul " + name, product, run("mul." + mode + ".f64 d, a, b", a, b));
      same64(
          round,
          "fma " + name,
          product.add(exact(z)),
          run("fma." + mode + ".f64 d, a, b, c", a, b, c));
      assertThat(Exact.fma(round, a, b, c))
          .as(name)
          .isEqualTo(run("fma." + mode + ".f64 d, a, b, c", a, b, c));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Round.class, names = "RNA", mode = EnumSource.Mode.EXCLUDE)
  void quotientsAndRootsOfDoubles(Round round) {
    SplittableRandom random = new SplittableRandom(SEED);
    String mode = round.name().toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < ROUNDS / 10; i++) {
      double x = operand(random);
      double y = operand(random);
      if (y == 0 || x == 0) {
        continue;
      }
      long a = Double.doubleToRawLongBits(x);
      long b = Double.doubleToRawLongBits(y);
      String name = x + ", " + y;
      same64(
          round,
          "div " + name,
          exact(x).divide(exact(y), DIGITS),
          run("div." + mode + ".f64 d, a, b", a, b));
      assertThat(Exact.div(round, a, b)).isEqualTo(run("div." + mode + ".f64 d, a, b", a, b));
      same64(
          round,
          "rcp " + name,
          BigDecimal.ONE.divide(exact(y), DIGITS),
          run("rcp." + mode + ".f64 d, a", b));
      double root = Double.longBitsToDouble(run("sqrt." + mode + ".f64 d, a", a & Long.MAX_VALUE));
      BigDecimal square = exact(Math.abs(x));
      int order = exact(root).multiply(exact(root)).compareTo(square);
      switch (round) {
        case RZ, RM -> {
          assertThat(order).as(name).isLessThanOrEqualTo(0);
          assertThat(exact(Math.nextUp(root)).pow(2)).as(name).isGreaterThan(square);
        }
        case RP -> {
          assertThat(order).as(name).isGreaterThanOrEqualTo(0);
          assertThat(exact(Math.nextDown(root)).pow(2)).as(name).isLessThan(square);
        }
        case RN, RNA -> assertThat(root).isEqualTo(Math.sqrt(Math.abs(x)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Round.class, names = "RNA", mode = EnumSource.Mode.EXCLUDE)
  void arithmeticOnFloats(Round round) {
    SplittableRandom random = new SplittableRandom(SEED);
    String mode = round.name().toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < ROUNDS; i++) {
      float x = floatOperand(random);
      float y = floatOperand(random);
      float z = i % 4 == 0 ? -(x * y) : floatOperand(random);
      if (!Float.isFinite(z)) {
        continue;
      }
      long a = F32.bits(x);
      long b = F32.bits(y);
      long c = F32.bits(z);
      String name = x + ", " + y + ", " + z;
      BigDecimal product = exact(x).multiply(exact(y));
      same32(
          round, "add " + name, exact(x).add(exact(z)), run("add." + mode + ".f32 d, a, b", a, c));
      same32(
          round,
          "sub " + name,
          exact(x).subtract(exact(z)),
          run("sub." + mode + ".f32 d, a, b", a, c));
      same32(round, "mul " + name, product, run("mul." + mode + ".f32 d, a, b", a, b));
      same32(
          round,
          "fma " + name,
          product.add(exact(z)),
          run("fma." + mode + ".f32 d, a, b, c", a, b, c));
      // The general path serves the nearest mode too, where it is not taken.
      assertThat(F32.fma(round, a, b, c))
          .as(name)
          .isEqualTo(run("fma." + mode + ".f32 d, a, b, c", a, b, c));
      if (y != 0 && x != 0 && i % 10 == 0) {
        same32(
            round,
            "div " + name,
            exact(x).divide(exact(y), DIGITS),
            run("div." + mode + ".f32 d, a, b", a, b));
        same32(
            round,
            "rcp " + name,
            BigDecimal.ONE.divide(exact(y), DIGITS),
            run("rcp." + mode + ".f32 d, a", b));
        same32(
            round,
            "sqrt " + name,
            exact(Math.abs(x)).sqrt(new MathContext(120)),
            run("sqrt." + mode + ".f32 d, a", a & 0x7fffffff));
      }
    }
  }

  @Test
  void zerosHaveTheirSigns() {
    for (String f : new String[] {"f32", "f64"}) {
      long minus = f.equals("f32") ? 0x80000000L : Long.MIN_VALUE;
      long one = f.equals("f32") ? F32.bits(1) : Double.doubleToRawLongBits(1);
      for (String mode : new String[] {"rn", "rz", "rp", "rm"}) {
        long cancelled = mode.equals("rm") ? minus : 0;
        String add = "add." + mode + "." + f + " d, a, b";
        assertThat(run(add, 0, 0)).isZero();
        assertThat(run(add, minus, minus)).isEqualTo(minus);
        assertThat(run(add, 0, minus)).as(add).isEqualTo(cancelled);
        assertThat(run(add, one, one | minus)).as(add).isEqualTo(cancelled);
        String sub = "sub." + mode + "." + f + " d, a, b";
        assertThat(run(sub, minus, 0)).isEqualTo(minus);
        assertThat(run(sub, 0, 0)).as(sub).isEqualTo(cancelled);
        String fma = "fma." + mode + "." + f + " d, a, b, c";
        assertThat(run(fma, minus, one, 0)).as(fma).isEqualTo(cancelled);
        assertThat(run(fma, minus, one, minus)).as(fma).isEqualTo(minus);
        assertThat(run(fma, one, one, one | minus)).as(fma).isEqualTo(cancelled);
      }
    }
  }

  private static long run(String spelling, long... inputs) {
    return Reference.meaning(spelling).apply(inputs);
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rounding by the definition: among the format's numbers around an exact value, by comparison. */
final class Reference {
  private Reference() {}

  private static final Map<String, Meaning> KNOWN = new ConcurrentHashMap<>();

  /** The first result of the one form that {@code spelling} names. */
  static Meaning meaning(String spelling) {
    return KNOWN.computeIfAbsent(
        spelling, s -> Meanings.of(PtxTable.resolve(s)).orElseThrow().results().getFirst());
  }

  /** Demands equal bits; {@code what} is made into text only where they differ. */
  static void same(long got, long expected, Object... what) {
    if (got != expected) {
      throw new AssertionError(
          Arrays.deepToString(what)
              + " should give 0x"
              + Long.toHexString(expected)
              + ", gives 0x"
              + Long.toHexString(got));
    }
  }

  /** The nonnegative finite numbers of a format of at most 16 bits, in order. */
  static List<BigDecimal> numbers(int exponentBits, int fraction, long max) {
    int bias = (1 << (exponentBits - 1)) - 1;
    List<BigDecimal> numbers = new ArrayList<>();
    for (long code = 0; code <= max; code++) {
      long field = code >> fraction;
      long significand = code & ((1L << fraction) - 1);
      int exponent = (int) (field == 0 ? 1 : field) - bias - fraction;
      BigDecimal unit =
          exponent < 0
              ? BigDecimal.ONE.divide(BigDecimal.TWO.pow(-exponent))
              : BigDecimal.TWO.pow(exponent);
      numbers.add(
          BigDecimal.valueOf(field == 0 ? significand : significand + (1L << fraction))
              .multiply(unit));
    }
    return numbers;
  }

  /** The code of the number that {@code magnitude} is rounded to, or {@code numbers.size()}. */
  static int round(Round round, boolean negative, BigDecimal magnitude, List<BigDecimal> numbers) {
    int low = 0;
    int high = numbers.size();
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (numbers.get(middle).compareTo(magnitude) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    BigDecimal below = numbers.get(low);
    // Where the format ends, its spacing goes on.
    BigDecimal above =
        low + 1 < numbers.size()
            ? numbers.get(low + 1)
            : below.add(below.subtract(numbers.get(low - 1)));
    BigDecimal rest = magnitude.subtract(below);
    int half = rest.add(rest).compareTo(above.subtract(below));
    boolean up =
        switch (round) {
          case RN -> half > 0 || (half == 0 && low % 2 == 1);
          case RNA -> half >= 0;
          case RZ -> false;
          case RM -> negative && rest.signum() > 0;
          case RP -> !negative && rest.signum() > 0;
        };
    return up ? low + 1 : low;
  }

  /** The exact value as a double in a rounding mode; never called with zero. */
  static double toDouble(Round round, BigDecimal exact) {
    double nearest = exact.doubleValue();
    int error =
        Double.isInfinite(nearest) ? -exact.signum() : exact.compareTo(new BigDecimal(nearest));
    return switch (round) {
      case RN, RNA -> nearest;
      case RZ ->
          exact.signum() > 0
              ? error < 0 ? Math.nextDown(nearest) : nearest
              : error > 0 ? Math.nextUp(nearest) : nearest;
      case RM -> error < 0 ? Math.nextDown(nearest) : nearest;
      case RP -> error > 0 ? Math.nextUp(nearest) : nearest;
    };
  }

  /** The exact value as a float in a rounding mode; never called with zero. */
  static float toFloat(Round round, BigDecimal exact) {
    float nearest = exact.floatValue();
    int error =
        Float.isInfinite(nearest) ? -exact.signum() : exact.compareTo(new BigDecimal(nearest));
    return switch (round) {
      case RN, RNA -> nearest;
      case RZ ->
          exact.signum() > 0
              ? error < 0 ? Math.nextDown(nearest) : nearest
              : error > 0 ? Math.nextUp(nearest) : nearest;
      case RM -> error < 0 ? Math.nextDown(nearest) : nearest;
      case RP -> error > 0 ? Math.nextUp(nearest) : nearest;
    };
  }
}

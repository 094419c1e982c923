package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Approximations;
import dev.ringkernel.ptx.sim.alu.ErrorBound;
import java.util.OptionalDouble;

/** How far a value is from the exact result of an {@code approx} or {@code full} form. */
final class Errors {
  private static final double PERIOD = 2 * Math.PI;

  private final String base;
  private final boolean flushes;
  private final boolean full;
  private final ErrorBound bound;
  private final int width;
  private final int fraction;

  /** Of the form of {@code theCase}, which has a bound. */
  Errors(Case theCase) {
    PtxForm form = theCase.form();
    this.base = form.row().base();
    this.flushes = form.modifiers().containsValue("ftz");
    this.full = form.modifiers().containsValue("full");
    this.bound = Approximations.of(form).orElseThrow();
    PtxType type = form.results().getFirst().type();
    Inputs.Slot slot = Inputs.Slot.of(type);
    this.width = slot.width();
    this.fraction = slot.fraction();
  }

  /** The numbers in a value of the form's type. */
  static int lanes(Case theCase) {
    Operand result = theCase.form().results().getFirst();
    return Inputs.Slot.of(result.type()).lanes();
  }

  /**
   * The error of a result, as a part of its bound: at most 1 is within. Infinite where one is NaN
   * and the other is not; empty where the manual states no bound.
   *
   * @param in the inputs, as registers hold them
   * @param out the result
   * @param lane which of the numbers
   */
  OptionalDouble of(long[] in, long out, int lane) {
    double x = input(in[0], lane);
    double y = in.length > 1 ? input(in[1], lane) : 0;
    double limit = limit(x, y);
    if (Double.isNaN(limit)) {
      return OptionalDouble.empty();
    }
    double exact = exact(x, y);
    double got = decode(out >>> (lane * width));
    if (Double.isNaN(exact) || Double.isNaN(got)) {
      boolean both = Double.isNaN(exact) && Double.isNaN(got);
      return OptionalDouble.of(both ? 0 : Double.POSITIVE_INFINITY);
    }
    if (got == exact || (flushes && Math.abs(exact) < least() && got == 0)) {
      return OptionalDouble.of(0);
    }
    double far = width == 64 ? Double.MAX_VALUE : 4 / least();
    double near = Math.clamp(exact, -far, far);
    double difference = Math.abs(Math.clamp(got, -far, far) - near);
    return OptionalDouble.of(difference / unit(x, near) / limit);
  }

  /** What the bound's number is multiplied with. */
  private double unit(double x, double exact) {
    double magnitude = Math.max(Math.abs(exact), least());
    return switch (bound.measure()) {
      case ULP -> Math.scalb(1.0, Math.getExponent(magnitude) - fraction);
      case RELATIVE, OBSERVED -> magnitude;
      case ABSOLUTE -> base.equals("lg2") && (x < 0.5 || x > 2) ? magnitude : 1;
    };
  }

  private double limit(double x, double y) {
    return switch (base) {
      case "sin", "cos" -> {
        double size = Math.abs(x);
        yield size <= PERIOD
            ? bound.limit()
            : size <= 50 * PERIOD ? StrictMath.pow(2, -14.7) : Double.NaN;
      }
      case "div" -> {
        double size = Math.abs(y);
        boolean stated = size >= 0x1p-126 && size <= 0x1p126;
        yield (full && size <= 0x1p126) || stated ? bound.limit() : Double.NaN;
      }
      default -> bound.limit();
    };
  }

  private double exact(double x, double y) {
    return switch (base) {
      case "rcp" -> 1 / x;
      case "sqrt" -> Math.sqrt(x);
      case "rsqrt" -> 1 / Math.sqrt(x);
      case "sin" -> StrictMath.sin(x);
      case "cos" -> StrictMath.cos(x);
      case "lg2" -> StrictMath.log(x) / StrictMath.log(2);
      case "ex2" -> StrictMath.pow(2, x);
      case "tanh" -> StrictMath.tanh(x);
      case "div" -> x / y;
      default -> throw new IllegalStateException(base + " approximates nothing known here");
    };
  }

  private double least() {
    int exponentBits = width - 1 - fraction;
    return Math.scalb(1.0, 2 - (1 << (exponentBits - 1)));
  }

  private double input(long bits, int lane) {
    // These see the upper word only, so a NaN whose bits are all below is an infinity.
    long seen = width == 64 && flushes ? bits & 0xffffffff00000000L : bits >>> (lane * width);
    double value = decode(seen);
    return flushes && Math.abs(value) < least() ? Math.copySign(0, value) : value;
  }

  private double decode(long bits) {
    return switch (width) {
      case 64 -> Double.longBitsToDouble(bits);
      case 32 -> Float.intBitsToFloat((int) bits);
      default ->
          fraction == 10
              ? Float.float16ToFloat((short) bits)
              : Float.intBitsToFloat((int) bits << 16);
    };
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The {@code approx} and {@code full} forms. Where the manual states an error, these give the
 * correctly rounded result of a double computation; {@link Approximations} lists the stated errors.
 */
final class Approximate {
  private Approximate() {}

  /** The reciprocal of a larger divisor is a denormal, which {@code div.approx} takes for zero. */
  private static final float DIVISOR_MAX = 0x1p126f;

  static Optional<Meaning> of(PtxForm form, Format f) {
    if (f == Format.F64) {
      return Optional.of(f64(form));
    }
    Meaning meaning =
        switch (form.row().base()) {
          case "rcp" -> rounded(f, x -> 1 / x);
          case "sqrt" -> rounded(f, Math::sqrt);
          case "rsqrt" -> rounded(f, x -> 1 / Math.sqrt(x));
          case "sin" -> rounded(f, StrictMath::sin);
          case "cos" -> rounded(f, StrictMath::cos);
          case "lg2" -> rounded(f, Approximate::log2);
          case "ex2" -> rounded(f, x -> StrictMath.pow(2, x));
          case "tanh" -> rounded(f, StrictMath::tanh);
          case "div" -> Words.has(form, "full") ? (Binary) F32::div : (Binary) Approximate::divide;
          default -> null;
        };
    return Optional.ofNullable(meaning);
  }

  private static Unary rounded(Format f, DoubleUnaryOperator function) {
    return a -> f.encode(Round.RN, function.applyAsDouble(f.decode(a)));
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  /** {@code a * (1 / b)}. */
  private static long divide(long a, long b) {
    float divisor = F32.of(b);
    return Math.abs(divisor) > DIVISOR_MAX
        ? F32.bits(F32.of(a) * Math.copySign(0, divisor))
        : F32.div(a, b);
  }

  private static Unary f64(PtxForm form) {
    boolean root = form.row().base().equals("rsqrt");
    if (!Words.has(form, "ftz")) {
      return a -> {
        double r = 1 / Math.sqrt(Double.longBitsToDouble(a));
        return Double.isNaN(r) ? Nan.f64(a) : Double.doubleToRawLongBits(r);
      };
    }
    DoubleUnaryOperator function = root ? x -> 1 / Math.sqrt(x) : x -> 1 / x;
    return a -> upperWord(function, a);
  }

  /** The function of the upper word, as an upper word: 20 bits of fraction. */
  private static long upperWord(DoubleUnaryOperator function, long a) {
    double x = Double.longBitsToDouble(Format.F64.flush(a & 0xffffffff00000000L));
    double r = function.applyAsDouble(x);
    if (Double.isNaN(r)) {
      return Nan.F64_UPPER;
    }
    long bits = Double.doubleToRawLongBits(r);
    return Double.isInfinite(r) ? bits : Format.F64.flush(bits + 0x80000000L & 0xffffffff00000000L);
  }
}

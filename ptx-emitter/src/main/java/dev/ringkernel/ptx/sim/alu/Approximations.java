package dev.ringkernel.ptx.sim.alu;

import static dev.ringkernel.ptx.sim.alu.ErrorBound.Measure.ABSOLUTE;
import static dev.ringkernel.ptx.sim.alu.ErrorBound.Measure.OBSERVED;
import static dev.ringkernel.ptx.sim.alu.ErrorBound.Measure.RELATIVE;
import static dev.ringkernel.ptx.sim.alu.ErrorBound.Measure.ULP;
import static java.util.Map.entry;

import dev.ringkernel.ptx.isa.PtxForm;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code approx} and {@code full} forms and their stated errors. The simulator computes the
 * correctly rounded value, or that of a double computation rounded once, so it is within every one.
 *
 * <p>{@code sin} and {@code cos} have the bound within [-2π, 2π] and 2^-14.7 within [-100π, 100π];
 * beyond there is none. {@code div.approx} has it for divisors from 2^-126 to 2^126; a larger one
 * gives zero, and NaN for an infinite dividend, here as on the hardware. {@code lg2} has the
 * absolute bound between 0.5 and 2, elsewhere the same number bounds the relative error. The manual
 * gives 2^-8 for {@code tanh.approx.bf16}; the hardware exceeds it by an 8,000th at ±0.746.
 */
public final class Approximations {
  private Approximations() {}

  // @formatter:off
  private static final Map<String, ErrorBound> BY_ROW =
      Map.ofEntries(
          entry("div.approx{.ftz}.f32 d, a, b", new ErrorBound(ULP, 2)),
          entry("div.full{.ftz}.f32 d, a, b",   new ErrorBound(ULP, 2)),
          entry("rcp.approx{.ftz}.f32 d, a",    new ErrorBound(ULP, 1)),
          entry("sqrt.approx{.ftz}.f32 d, a",   new ErrorBound(RELATIVE, 0x1p-23)),
          entry("rsqrt.approx{.ftz}.f32 d, a",  new ErrorBound(RELATIVE, pow2(-22.9))),
          entry("sin.approx{.ftz}.f32 d, a",    new ErrorBound(ABSOLUTE, pow2(-20.5))),
          entry("cos.approx{.ftz}.f32 d, a",    new ErrorBound(ABSOLUTE, pow2(-20.5))),
          entry("lg2.approx{.ftz}.f32 d, a",    new ErrorBound(ABSOLUTE, 0x1p-22)),
          entry("ex2.approx{.ftz}.f32 d, a",    new ErrorBound(ULP, 2)),
          entry("tanh.approx.f32 d, a",         new ErrorBound(RELATIVE, 0x1p-11)),
          entry("rcp.approx.ftz.f64 d, a",      new ErrorBound(OBSERVED, 0x1p-20)),
          entry("rsqrt.approx.ftz.f64 d, a",    new ErrorBound(OBSERVED, 0x1p-20)),
          entry("rsqrt.approx.f64 d, a",        new ErrorBound(OBSERVED, 0x1p-51)),
          entry("tanh.approx.type d, a f16",    new ErrorBound(ABSOLUTE, pow2(-10.987))),
          entry("tanh.approx.type d, a bf16",   new ErrorBound(ABSOLUTE, 0x1.001p-8)),
          entry("ex2.approx.type d, a f16",     new ErrorBound(RELATIVE, pow2(-9.9))),
          entry("ex2.approx.ftz.type d, a bf16", new ErrorBound(RELATIVE, 0x1p-7)));
  // @formatter:on

  private static double pow2(double exponent) {
    return StrictMath.pow(2, exponent);
  }

  /** The stated error of an {@code approx} or {@code full} form; empty for an exact one. */
  public static Optional<ErrorBound> of(PtxForm form) {
    String half =
        form.modifier("type").map(t -> t.startsWith("bf16") ? " bf16" : " f16").orElse("");
    return Optional.ofNullable(BY_ROW.get(form.row().syntax() + half));
  }
}

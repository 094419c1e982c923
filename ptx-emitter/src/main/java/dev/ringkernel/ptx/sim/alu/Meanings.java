package dev.ringkernel.ptx.sim.alu;

import static java.util.Map.entry;

import dev.ringkernel.ptx.isa.PtxForm;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The meaning of every pure instruction form, and of those that are pure but for the carry flag.
 * All methods are safe for threads.
 */
public final class Meanings {
  private Meanings() {}

  // @formatter:off
  private static final Map<String, Function<PtxForm, Optional<FormMeaning>>> BY_SECTION =
      Map.ofEntries(
          entry("Integer Arithmetic", IntegerMeanings::of),
          entry("SIMD Video", IntegerMeanings::of),
          entry("Floating Point", FloatMeanings::of),
          entry("Half Precision Floating Point", FloatMeanings::of),
          entry("Mixed Precision Floating Point", FloatMeanings::mixed),
          entry("Comparison and Selection", CompareMeanings::of),
          entry("Half Precision Comparison", CompareMeanings::of),
          entry("Logic and Shift", LogicMeanings::of),
          entry("Data Movement", MoveMeanings::of),
          entry("Conversion", ConvertMeanings::of));
  // @formatter:on

  private static final String CARRY = "Extended-Precision Integer Arithmetic";

  /**
   * What the form computes; a form that reads the carry flag has it as a last input, one that
   * writes it as a last result. Empty where that is no pure function of at most 64 bits each: forms
   * with memory, addresses of state spaces, convergence, control, special registers, or 128-bit
   * values.
   */
  public static Optional<FormMeaning> of(PtxForm form) {
    if (form.row().section().equals(CARRY)) {
      return CarryMeanings.of(form);
    }
    Function<PtxForm, Optional<FormMeaning>> section = BY_SECTION.get(form.row().section());
    return section == null || !form.effects().pure() ? Optional.empty() : section.apply(form);
  }
}

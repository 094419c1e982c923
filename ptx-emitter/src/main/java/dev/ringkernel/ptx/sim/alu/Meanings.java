package dev.ringkernel.ptx.sim.alu;

import static java.util.Map.entry;

import dev.ringkernel.ptx.isa.PtxForm;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The meaning of every pure instruction form. All methods are safe for threads. */
public final class Meanings {
  private Meanings() {}

  // @formatter:off
  private static final Map<String, Function<PtxForm, FormMeaning>> BY_BASE =
      Map.ofEntries(
          entry("and", Logic::and),
          entry("or", Logic::or),
          entry("xor", Logic::xor),
          entry("not", Logic::not));
  // @formatter:on

  /**
   * What the form computes; empty where that is no pure function of at most 64 bits each: forms
   * with memory, addresses of state spaces, convergence, control, special registers, or 128-bit
   * values.
   */
  public static Optional<FormMeaning> of(PtxForm form) {
    if (!form.effects().pure()) {
      return Optional.empty();
    }
    return Optional.ofNullable(BY_BASE.get(form.row().base())).map(f -> f.apply(form));
  }
}

package dev.ringkernel.ptx.sim.alu;

import java.util.List;

/**
 * What an instruction form computes.
 *
 * @param results one function for each of {@code PtxForm.results()}, in that order; all take the
 *     values of {@code PtxForm.inputs()} in that order. A predicate input is the value that the
 *     instruction sees: whoever evaluates {@code !c} negates it first.
 */
public record FormMeaning(List<Meaning> results) {

  /** Takes a copy; all functions have the same number of inputs. */
  public FormMeaning {
    results = List.copyOf(results);
    for (Meaning result : results) {
      if (result.arity() != results.getFirst().arity()) {
        throw new IllegalArgumentException("results with different inputs: " + results);
      }
    }
  }

  static FormMeaning of(Meaning result) {
    return new FormMeaning(List.of(result));
  }
}

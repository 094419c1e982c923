package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;

/** Bitwise logic. */
final class Logic {
  private Logic() {}

  static FormMeaning and(PtxForm form) {
    long mask = Bits.mask(form.results().getFirst().width());
    return FormMeaning.of((Meaning.Binary) (a, b) -> a & b & mask);
  }

  static FormMeaning or(PtxForm form) {
    long mask = Bits.mask(form.results().getFirst().width());
    return FormMeaning.of((Meaning.Binary) (a, b) -> (a | b) & mask);
  }

  static FormMeaning xor(PtxForm form) {
    long mask = Bits.mask(form.results().getFirst().width());
    return FormMeaning.of((Meaning.Binary) (a, b) -> (a ^ b) & mask);
  }

  static FormMeaning not(PtxForm form) {
    long mask = Bits.mask(form.results().getFirst().width());
    return FormMeaning.of((Meaning.Unary) a -> ~a & mask);
  }
}

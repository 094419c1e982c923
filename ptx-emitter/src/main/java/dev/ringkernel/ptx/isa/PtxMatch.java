package dev.ringkernel.ptx.isa;

import java.util.List;

/**
 * The form that a text's instruction has.
 *
 * @param form named as its row names the operands
 * @param formals {@link PtxForm#formals()}
 * @param taken for each register, literal and so on of the text, in order and those within vectors
 *     and pairs one by one, whether it stands for a formal; the form fixes the others
 */
public record PtxMatch(PtxForm form, List<Operand> formals, List<Boolean> taken) {
  public PtxMatch {
    formals = List.copyOf(formals);
    taken = List.copyOf(taken);
  }
}

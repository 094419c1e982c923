package dev.ringkernel.ptx.emit;

import dev.ringkernel.ptx.text.PtxModule;
import java.util.List;

/**
 * What emission gives.
 *
 * @param module the PTX as values
 * @param text the same as text; meant for the assembler only where there are no violations
 * @param violations what the target lacks, in the order of the code
 */
public record EmitResult(PtxModule module, String text, List<GatingViolation> violations) {
  public EmitResult {
    violations = List.copyOf(violations);
  }
}

package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.diag.Diagnostic;
import java.util.List;

/**
 * What came of a compilation.
 *
 * @param classes those without problems, in source order
 * @param diagnostics all problems, by file and place
 */
public record FrontEndResult(List<KernelClass> classes, List<Diagnostic> diagnostics) {
  public FrontEndResult {
    classes = List.copyOf(classes);
    diagnostics = List.copyOf(diagnostics);
  }
}

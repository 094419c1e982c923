package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.compiler.diag.Diagnostic;
import java.util.List;

/**
 * What a compilation gave.
 *
 * @param classes each class with kernels, in the order of the units; those with problems are left
 *     out
 * @param diagnostics by file, then place; any of them means that the compilation failed
 * @param dumps what was asked for, in order
 */
public record Compilation(
    List<CompiledClass> classes, List<Diagnostic> diagnostics, List<Dump> dumps) {
  public Compilation {
    classes = List.copyOf(classes);
    diagnostics = List.copyOf(diagnostics);
    dumps = List.copyOf(dumps);
  }

  /** Whether there are no problems. */
  public boolean ok() {
    return diagnostics.isEmpty();
  }
}

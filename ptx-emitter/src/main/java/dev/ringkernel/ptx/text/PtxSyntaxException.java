package dev.ringkernel.ptx.text;

import java.util.List;
import java.util.stream.Collectors;

/** A text that is not PTX, or none that this reader and its instruction table know. */
public final class PtxSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PtxDiagnostic> diagnostics;

  PtxSyntaxException(List<PtxDiagnostic> diagnostics) {
    super(diagnostics.stream().map(PtxDiagnostic::text).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** What is wrong, in textual order; never empty, and no more than the first few. */
  public List<PtxDiagnostic> diagnostics() {
    return diagnostics;
  }
}

package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.ptx.text.PtxSyntaxException;
import java.util.stream.Collectors;

/** Reads PTX for the driver. */
final class SimText {
  private SimText() {}

  /**
   * Reads a whole module.
   *
   * @throws dev.ringkernel.runtime.driver.DriverException with the first complaints and their lines
   */
  static PtxModule read(String call, String text) {
    try {
      return PtxReader.read("ptx", text);
    } catch (PtxSyntaxException e) {
      var log =
          e.diagnostics().stream()
              .map(d -> "line " + d.line() + ", column " + d.column() + ": " + d.message())
              .collect(Collectors.joining("\n"));
      throw SimResult.CUDA_ERROR_INVALID_PTX.failure(call, log, e);
    }
  }
}

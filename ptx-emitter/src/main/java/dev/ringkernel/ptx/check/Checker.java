package dev.ringkernel.ptx.check;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One assembler, run in a process of its own. */
sealed interface Checker permits PtxasChecker, PtxCompilerChecker {

  /**
   * What came of one module.
   *
   * @param report what was said
   * @param cubin the code; null unless passed
   */
  record Outcome(CheckerReport report, byte @Nullable [] cubin) {}

  /**
   * Assembles modules.
   *
   * @param sources the modules
   * @param folder an empty folder that is the caller's to remove
   * @return one outcome for each source, in order
   */
  List<Outcome> assemble(List<PtxSource> sources, Path folder);
}

package dev.ringkernel.ptx.sim.launch;

import dev.ringkernel.ptx.sim.SimFault;
import dev.ringkernel.ptx.sim.SimFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a launch ended.
 *
 * @param kernel the kernel's name
 * @param instructions that its threads have executed, each lane counted
 * @param fault what ended it early, or null
 * @param timedOut whether it was ended because it took too long
 * @param findings what the checks found that were asked for
 * @param results what memory holds, in the order of the description; empty after a fault
 */
public record LaunchReport(
    String kernel,
    long instructions,
    @Nullable SimFault fault,
    boolean timedOut,
    List<SimFinding> findings,
    List<Result> results) {

  /** Copies the lists. */
  public LaunchReport {
    findings = List.copyOf(findings);
    results = List.copyOf(results);
  }

  /** Says whether it ended by itself, left what was expected and gave the checks no finding. */
  public boolean good() {
    return fault == null
        && !timedOut
        && findings.isEmpty()
        && results.stream().allMatch(Result::good);
  }
}

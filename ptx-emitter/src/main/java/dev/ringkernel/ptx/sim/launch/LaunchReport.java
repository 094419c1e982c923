package dev.ringkernel.ptx.sim.launch;

import dev.ringkernel.ptx.sim.SimFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a launch ended.
 *
 * @param kernel the kernel's name
 * @param instructions that its threads have executed, each lane counted
 * @param fault what ended it early, or null
 * @param timedOut whether it was ended because it took too long
 * @param results what memory holds, in the order of the description; empty after a fault
 */
public record LaunchReport(
    String kernel,
    long instructions,
    @Nullable SimFault fault,
    boolean timedOut,
    List<Result> results) {

  /** Copies the results. */
  public LaunchReport {
    results = List.copyOf(results);
  }

  /** Says whether it ended by itself and left what was expected. */
  public boolean good() {
    return fault == null && !timedOut && results.stream().allMatch(Result::good);
  }
}

package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Probe;

/**
 * Looks at a launch that was asked to end and has not: threads that run on without a strong access
 * to memory would run on for ever, whatever they are told.
 */
final class StopCheck {
  /** Instructions without a strong access, of a thread that could end. */
  private static final int BOUND = 1 << 16;

  private final Checker checker;

  StopCheck(Checker checker) {
    this.checker = checker;
  }

  /** Gives each thread that can run so many instructions, and names those that look at nothing. */
  void look(LaunchRun run, Cluster cluster) {
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (!run.stopped() && t.state == Lane.State.READY) {
            look(run, t);
          }
        }
      }
    }
  }

  private void look(LaunchRun run, Lane t) {
    try {
      if (runsOn(run, t)) {
        report(run, t);
      }
    } catch (LaneFault fault) {
      run.stop(Faults.of(run, t, fault));
      Faulted.report(checker, t, fault.pc(t), fault);
    }
  }

  private static boolean runsOn(LaunchRun run, Lane t) {
    t.sawStrong = false;
    int left = BOUND;
    while (left > 0 && !t.sawStrong && t.state == Lane.State.READY) {
      int done = Interpreter.exactly(run.code, t, Math.min(left, 64));
      run.count(done);
      left -= done;
    }
    return !t.sawStrong && t.state == Lane.State.READY;
  }

  /** The loop is named by where it jumps back. */
  private void report(LaunchRun run, Lane t) {
    int depth = t.depth;
    int pc = t.pc;
    for (int i = 0; i < BOUND && t.state == Lane.State.READY; i++) {
      pc = t.pc;
      run.count(Interpreter.exactly(run.code, t, 1));
      if (t.pc < pc && t.depth == depth) {
        break;
      }
    }
    Probe probe = Checker.probe(run.code, pc);
    checker.report(
        Kind.MISSING_STOP_POLL,
        t,
        probe,
        0,
        "the launch was asked to end, and "
            + t.watched()
            + " ran "
            + BOUND
            + " instructions without looking at anything that could tell it; poll a stop word in"
            + " the loop.");
  }
}

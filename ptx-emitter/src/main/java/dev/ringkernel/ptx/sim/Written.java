package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Agent;
import dev.ringkernel.ptx.sim.check.Probe;
import java.util.BitSet;

/** Accesses of whole ranges, as instructions do that are no plain loads and stores. */
final class Written {
  private Written() {}

  /** A thread accesses a range at once. */
  static void access(Lane t, Agent who, Probe probe, long at, long bytes, boolean writes) {
    Checker checker = t.block.checks().checker;
    look(checker, t, probe, at, bytes, writes);
    if (checker.compares()) {
      checker.races().access(who, probe, at, (int) bytes, writes);
    }
  }

  /** Looks whether a range of shared memory was written, or says that it was. */
  static void look(Checker checker, Lane t, Probe probe, long at, long bytes, boolean writes) {
    if (!checker.wants(SimCheck.INITIALISED)) {
      return;
    }
    for (Block block : t.block.cluster.blocks()) {
      if (block.holdsNative(at)) {
        BitSet written = block.checks().shared;
        int from = (int) (at - block.sharedNative());
        int end = (int) (from + bytes);
        int missing = written.nextClearBit(from);
        if (writes) {
          written.set(from, end);
        } else if (missing < end) {
          checker.report(
              Kind.UNINITIALISED_SHARED,
              t,
              probe,
              at + missing - from,
              "byte "
                  + missing
                  + " of the block's shared memory is read and nobody wrote it before; shared"
                  + " memory starts with rubbish.");
        }
        return;
      }
    }
  }
}

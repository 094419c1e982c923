package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Probe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a fault is for the checks. */
final class Faulted {
  private Faulted() {}

  /** A thread's fault; what is no matter of any check is left to the fault alone. */
  static void report(Checker checker, Lane t, int pc, LaneFault fault) {
    SimCode code = t.block.launch.code;
    Kind kind = kind(fault, op(code, pc));
    if (kind != null) {
      checker.report(kind, t, Checker.probe(code, pc), fault.address(), fault.sentence() + ".");
    }
  }

  private static Op op(SimCode code, int pc) {
    Op op = code.ops()[pc];
    Op inner = op instanceof Guarded g ? g.op() : op;
    return inner instanceof Checked c ? c.op() : inner;
  }

  private static @Nullable Kind kind(LaneFault fault, Op op) {
    return switch (fault.kind()) {
      case ILLEGAL_ADDRESS -> fault.isFreed() ? Kind.USE_AFTER_FREE : Kind.OUT_OF_BOUNDS;
      case MISALIGNED_ADDRESS -> Kind.MISALIGNED;
      case ILLEGAL_INSTRUCTION ->
          op instanceof MbarrierOp || (op instanceof AsyncOp && fault.address() != 0)
              ? Kind.MBARRIER_MISUSE
              : op instanceof BlockBarrier || op instanceof ClusterBarrierOp
                  ? Kind.BARRIER_MISUSE
                  : null;
      case TRAP, ASSERT, STACK_OVERFLOW, DEADLOCK, CANCELLED -> null;
    };
  }

  /** Nobody of a cluster can ever run again: says by what pattern, where there is one. */
  static void deadlock(Checker checker, Cluster cluster, String sentence) {
    List<Lane> waiting = new ArrayList<>();
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (t.state != Lane.State.EXITED) {
            waiting.add(t);
          }
        }
      }
    }
    if (checker.wants(SimCheck.BARRIERS)) {
      for (Lane t : waiting) {
        if (t.state == Lane.State.BARRIER && barrier(checker, t, waiting)) {
          return;
        }
      }
    }
    Lane first = waiting.getFirst();
    Probe here = Checker.probe(first.block.launch.code, first.pc);
    checker.report(Kind.DEADLOCK, first, here, 0, sentence);
  }

  /** Whether a thread waits at a barrier that others of its warp or block will not come to. */
  private static boolean barrier(Checker checker, Lane t, List<Lane> waiting) {
    Probe here = Checker.probe(t.block.launch.code, t.pc);
    for (Lane other : waiting) {
      if (other.warp == t.warp && other.pc != t.pc) {
        Probe there = Checker.probe(other.block.launch.code, other.pc);
        checker.report(
            Kind.DIVERGENT_BARRIER,
            t,
            here,
            Checker.side(other, there),
            0,
            "threads of one warp wait at different places, and the barrier counts the warp when all"
                + " its threads have come.");
        return true;
      }
    }
    for (Warp warp : t.block.warps) {
      int gone = warp.all & ~warp.alive;
      if (gone != 0) {
        checker.report(
            Kind.EXITED_AT_BARRIER,
            t,
            here,
            Checker.exitOf(warp.lanes[Integer.numberOfTrailingZeros(gone)]),
            0,
            "it waits for threads of the block that have exited.");
        return true;
      }
    }
    return false;
  }
}

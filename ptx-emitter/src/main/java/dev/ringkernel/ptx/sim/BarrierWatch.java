package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Agent;
import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.sim.check.Rendezvous;
import dev.ringkernel.ptx.sim.check.Rendezvous.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * Names a barrier of the block.
 *
 * @param aligned whether all threads of a warp must come to the same one
 */
record BarrierWatch(Probe probe, boolean aligned) implements Watch {

  /** A phase of a barrier is over; {@code waited} are the threads that go on. */
  static void released(BlockChecks checks, Block block, Rendezvous came, List<Lane> waited) {
    Checker checker = checks.checker;
    int alive = 0;
    for (Warp warp : block.warps) {
      alive += Integer.bitCount(warp.alive);
    }
    List<Agent> agents = new ArrayList<>();
    waited.forEach(t -> agents.add(t.watched()));
    checker.races().complete(came, waited.size() == alive ? Whole.BLOCKS : Whole.WARPS, agents);
    checker.stuck().changed();
    if (checker.wants(SimCheck.BARRIERS)) {
      look(checker, waited);
    }
  }

  private static void look(Checker checker, List<Lane> waited) {
    Lane first = null;
    for (Lane t : waited) {
      if (first == null || first.warp != t.warp) {
        first = t;
        exited(checker, t);
      } else if (first.pc != t.pc && watch(t) instanceof BarrierWatch b && b.aligned()) {
        Probe here = probe(t);
        checker.report(
            Kind.DIVERGENT_BARRIER,
            t,
            here,
            Checker.side(first, probe(first)),
            0,
            "threads of one warp come to different barriers, and this one is .aligned: all must come"
                + " to the same one.");
      }
    }
  }

  private static void exited(Checker checker, Lane t) {
    int gone = t.warp.all & ~t.warp.alive;
    if (gone != 0 && watch(t) instanceof BarrierWatch b && b.aligned()) {
      Lane other = t.warp.lanes[Integer.numberOfTrailingZeros(gone)];
      checker.report(
          Kind.EXITED_AT_BARRIER,
          t,
          b.probe(),
          Checker.exitOf(other),
          0,
          Integer.bitCount(gone)
              + " threads of the warp have exited, and this barrier is .aligned: all threads of the"
              + " warp must come to it.");
    }
  }

  /** What watches the instruction that a lane stands at. */
  static Watch watch(Lane t) {
    return Checker.watch(t.block.launch.code, t.pc);
  }

  private static Probe probe(Lane t) {
    return watch(t).probe();
  }
}

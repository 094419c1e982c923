package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.sim.check.Races;

/**
 * Looks at half of a barrier of the cluster.
 *
 * @param relaxed whether an arrival gives nothing away
 */
record ClusterWatch(Checker checker, Probe probe, boolean waits, boolean relaxed) implements Watch {
  @Override
  public void before(Lane t) {
    if (!waits && !relaxed) {
      checker.races().arrive(t.block.cluster.came(), t.watched());
    }
  }

  @Override
  public void after(Lane t, int next) {
    Races.Met met = t.block.cluster.met();
    if (waits && next >= 0 && met != null) {
      checker.races().take(t.watched(), met);
    }
  }
}

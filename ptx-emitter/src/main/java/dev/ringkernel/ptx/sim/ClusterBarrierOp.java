package dev.ringkernel.ptx.sim;

/**
 * Half of a barrier of the cluster.
 *
 * @param waits whether it is {@code wait}, not {@code arrive}
 * @param orders whether it is a release or an acquire, not relaxed
 */
record ClusterBarrierOp(boolean waits, boolean orders) implements Op {
  @Override
  public int step(Lane t, int pc) {
    if (t.arrivedAtCluster != waits) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          waits
              ? "the thread waits at the cluster's barrier and has not arrived"
              : "the thread arrives at the cluster's barrier again and has not waited");
    }
    if (!waits) {
      t.arrivedAtCluster = true;
      if (orders) {
        t.block.cluster.open.arrive(t);
      }
      t.block.cluster.arrive(t);
      return pc + 1;
    }
    if (t.block.cluster.passed(t)) {
      t.arrivedAtCluster = false;
      if (orders) {
        t.block.cluster.over.leave(t);
      }
      return pc + 1;
    }
    t.waitAt(this, Lane.State.CLUSTER_BARRIER, 0, pc);
    return ~pc;
  }
}

package dev.ringkernel.ptx.sim;

/**
 * Half of a barrier of the cluster.
 *
 * @param waits whether it is {@code wait}, not {@code arrive}
 */
record ClusterBarrierOp(boolean waits) implements Op {
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
      t.block.cluster.arrive(t);
      return pc + 1;
    }
    if (t.block.cluster.passed(t)) {
      t.arrivedAtCluster = false;
      return pc + 1;
    }
    t.waitAt(this, Lane.State.CLUSTER_BARRIER, 0, pc);
    return ~pc;
  }
}

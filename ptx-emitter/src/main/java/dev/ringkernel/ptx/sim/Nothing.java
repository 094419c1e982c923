package dev.ringkernel.ptx.sim;

/** An instruction that changes nothing here: prefetches, priorities, performance events. */
record Nothing() implements Op {
  @Override
  public int step(Lane t, int pc) {
    return pc + 1;
  }
}

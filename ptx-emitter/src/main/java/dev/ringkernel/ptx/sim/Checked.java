package dev.ringkernel.ptx.sim;

/** An instruction that is watched. */
record Checked(Op op, Watch watch) implements Op {
  @Override
  public int step(Lane t, int pc) {
    watch.before(t);
    int next = op.step(t, pc);
    watch.after(t, next);
    return next;
  }
}

package dev.ringkernel.ptx.sim;

/**
 * Lets others run for a while.
 *
 * @param nanos register of the time
 */
record Sleep(int nanos) implements Op {
  /** The longest sleep (PTX ISA, {@code nanosleep}). */
  private static final long MOST = 1_000_000;

  @Override
  public int step(Lane t, int pc) {
    long wakes = t.block.launch.now() + Math.min(t.r[nanos], MOST);
    t.waitAt(this, Lane.State.SLEEPING, wakes, pc + 1);
    t.warp.sleeping |= t.bit;
    return ~(pc + 1);
  }
}

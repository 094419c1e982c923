package dev.ringkernel.ptx.sim;

/**
 * A barrier of the block: {@code bar}, {@code barrier}.
 *
 * @param what what is done there
 * @param barrier register with the barrier's number
 * @param count register with the number of threads, or -1 for all
 * @param d register of the result, or -1
 * @param predicate register of the predicate, or -1
 * @param when the value of the predicate that counts as true
 */
record BlockBarrier(What what, int barrier, int count, int d, int predicate, long when)
    implements Op {

  /** What a barrier instruction does. */
  enum What {
    SYNC,
    ARRIVE,
    POPC,
    AND,
    OR
  }

  /** In {@link Lane#waitsFor}: the lane came before its last arrival was used up. */
  private static final int AGAIN = 1 << 8;

  @Override
  public int step(Lane t, int pc) {
    long number = t.r[barrier];
    if (number > 15) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION, "there is no barrier " + number + ", only 0 to 15");
    }
    long threads = count < 0 ? 0 : t.r[count];
    if (threads % 32 != 0 || threads > 1024 || (count >= 0 && threads == 0)) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          "a barrier takes a positive multiple of 32 threads, not " + threads);
    }
    boolean value = predicate >= 0 && t.r[predicate] == when;
    boolean waits = what != What.ARRIVE;
    if (waits) {
      t.waitAt(this, Lane.State.BARRIER, number, pc);
    }
    if (!t.block.barrier((int) number).arrive(t, (int) threads, waits, value)) {
      t.waitAt(this, Lane.State.BARRIER, number | AGAIN, pc);
    }
    return t.state == Lane.State.READY ? pc + 1 : ~pc;
  }

  /** Whether a lane that waits is early for the next phase. */
  static boolean cameAgain(Lane t) {
    return (t.waitsFor & AGAIN) != 0;
  }

  /** The phase is complete: a lane that waited for it goes on. */
  void leave(Lane t, Barrier barrier) {
    if (cameAgain(t)) {
      t.release(t.pc);
      return;
    }
    barrier.leave(t);
    switch (what) {
      case SYNC, ARRIVE -> {}
      case POPC -> t.r[d] = barrier.trues();
      case AND -> t.r[d] = barrier.anyFalse() ? 0 : 1;
      case OR -> t.r[d] = barrier.trues() > 0 ? 1 : 0;
    }
    t.release(t.pc + 1);
  }
}

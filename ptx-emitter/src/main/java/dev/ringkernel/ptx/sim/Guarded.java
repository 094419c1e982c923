package dev.ringkernel.ptx.sim;

/**
 * An instruction behind a predicate.
 *
 * @param predicate the predicate's register
 * @param runs the value of the predicate for which it runs
 */
record Guarded(int predicate, long runs, Op op) implements Op {
  @Override
  public int step(Lane t, int pc) {
    return t.r[predicate] == runs ? op.step(t, pc) : pc + 1;
  }
}

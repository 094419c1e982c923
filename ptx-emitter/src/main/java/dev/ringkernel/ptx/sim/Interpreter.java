package dev.ringkernel.ptx.sim;

/** Runs one lane until it must wait, ends, has had its turn or has used its fuel. */
final class Interpreter {
  private Interpreter() {}

  /**
   * @param fuel instructions at most, at least 1
   * @return instructions that were executed
   * @throws LaneFault with the lane's program counter at the instruction, and in {@link Lane#spent}
   *     what was executed up to it
   */
  static int run(Op[] ops, Lane t, int fuel) {
    int pc = t.pc;
    int left = fuel;
    try {
      while (left-- > 0) {
        int next = ops[pc].step(t, pc);
        if (next < 0) {
          t.pc = ~next;
          return fuel - left;
        }
        pc = next;
      }
    } catch (LaneFault fault) {
      t.pc = pc;
      t.spent = fuel - left;
      throw fault;
    }
    t.pc = pc;
    return fuel;
  }
}

package dev.ringkernel.ptx.sim;

/** JVM code for a stretch of a kernel; subclasses are generated. Stateless. */
abstract class Translation {

  /**
   * Runs a lane from the stretch's first instruction until it leaves the stretch or its turn ends,
   * with the lane's registers as the interpreter would leave them, as far as they are read again.
   * {@link Lane#pc} is then the next instruction; where the turn ends, its complement.
   *
   * @param left what the lane may still execute in its turn; at a place where turns end, not below
   *     1
   * @return what is left of it; below 0 where the next such place is further on
   * @throws LaneFault with the lane's program counter at the instruction, and in {@link Lane#spent}
   *     what is left
   */
  abstract int run(Lane t, int left);

  /**
   * Called by generated code.
   *
   * @param end behind the last instruction of the block that faulted, all of which was taken from
   *     {@code left}
   */
  static LaneFault faulted(LaneFault fault, Lane t, int pc, int left, Blocks blocks) {
    t.pc = pc;
    t.spent = left + blocks.end(pc) - 1 - pc;
    return fault;
  }
}

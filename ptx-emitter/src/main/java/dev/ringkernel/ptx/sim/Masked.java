package dev.ringkernel.ptx.sim;

/**
 * An instruction with a member mask. It waits until all lanes of the mask that have not exited
 * execute one with the same opcode and mask; the last to arrive executes it for all.
 */
sealed interface Masked extends Meeting
    permits WarpSync, Shuffle, Vote, Match, Redux, Elect, Matrix {

  /** Register of the member mask. */
  int mask();

  /** Equal for instructions that lanes can meet at: the opcode, numbered. */
  int kind();

  @Override
  default int step(Lane t, int pc) {
    return t.warp.arrive(t, this, (int) t.r[mask()], pc);
  }
}

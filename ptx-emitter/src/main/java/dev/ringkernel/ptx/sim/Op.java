package dev.ringkernel.ptx.sim;

/**
 * A decoded instruction: few shapes, of records with their operands as register indices, so that a
 * translator can see what the interpreter runs.
 */
sealed interface Op
    permits Pure,
        Flow,
        Move,
        Memory,
        Atomic,
        WeakOp,
        MbarrierOp,
        AsyncOp,
        Meeting,
        BlockBarrier,
        ClusterBarrierOp,
        Fence,
        Sleep,
        Nothing,
        Guarded,
        Checked {

  /**
   * Executes it for one lane.
   *
   * @return the next instruction; or, where the lane's turn ends, the complement of the instruction
   *     that it goes on with, once it is ready
   */
  int step(Lane t, int pc);
}

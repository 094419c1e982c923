package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Probe;

/**
 * What is looked at around an instruction. Checks run on one thread of the simulator, so that an
 * implementation may keep in fields what it saw before until after.
 */
interface Watch {
  /** The instruction, for findings. */
  Probe probe();

  /** Before it is executed. */
  default void before(Lane t) {}

  /**
   * After it was executed without a fault.
   *
   * @param next what it gave
   */
  default void after(Lane t, int next) {}

  /** Of an instruction that is only named in findings. */
  record Named(Probe probe) implements Watch {}
}

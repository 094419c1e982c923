package dev.ringkernel.ptx.sim;

/**
 * An instruction whose lanes are those that happen to be converged. It waits until no other lane of
 * the warp can run, so that what can converge has.
 */
sealed interface Unmasked extends Meeting permits ActiveMask, Legacy {
  @Override
  default int step(Lane t, int pc) {
    t.waitAt(this, Lane.State.GATHERING, 0, pc);
    t.warp.gathering |= t.bit;
    return ~pc;
  }
}

package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Probe;

/** Looks at a fence. */
record FenceWatch(Checker checker, Probe probe) implements Watch {
  @Override
  public void before(Lane t) {
    checker.races().fence(t.watched(), probe);
  }
}

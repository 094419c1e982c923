package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Probe;

/** Looks at {@code st.bulk}. */
record FillWatch(Checker checker, Probe probe, AsyncOp.Fill fill) implements Watch {
  @Override
  public void before(Lane t) {
    long bytes = t.r[fill.size()];
    if (bytes > 0 && bytes % 8 == 0) {
      Written.access(t, t.watched(), probe, fill.to().locate(t, 8, bytes), bytes, true);
      checker.stuck().changed();
    }
  }
}

package dev.ringkernel.ptx.sim;

import java.lang.invoke.VarHandle;

/** A fence, of any scope and proxy: the JVM has only one that is strong enough for all. */
record Fence() implements Op {
  @Override
  public int step(Lane t, int pc) {
    VarHandle.fullFence();
    return pc + 1;
  }
}

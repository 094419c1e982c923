package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.GpuGraph;

/** A launch that is kept for repetition. */
final class SimGraph implements GpuGraph {
  private final SimEntry.Prepared launch;
  private volatile boolean closed;

  SimGraph(SimContext context, SimEntry.Prepared launch) {
    context.enter();
    this.launch = launch;
  }

  SimEntry.Prepared launch() {
    if (closed) {
      throw new IllegalStateException("The graph was closed.");
    }
    return launch;
  }

  @Override
  public void close() {
    closed = true;
  }
}

package dev.ringkernel.ptx.sim;

import java.util.concurrent.atomic.AtomicLong;

/** The machine's time, in nanoseconds. Threads: any. */
final class SimClockwork {
  private final boolean countsSteps;
  private final AtomicLong steps = new AtomicLong();

  /** Brings the JVM's arbitrary origin to that of the system's clock, as a device's timer has. */
  private final long origin = System.currentTimeMillis() * 1_000_000 - System.nanoTime();

  SimClockwork(SimClock clock) {
    this.countsSteps = clock == SimClock.STEPS;
  }

  boolean countsSteps() {
    return countsSteps;
  }

  long now() {
    return countsSteps ? steps.get() : System.nanoTime() + origin;
  }

  /** Instructions were executed. */
  void step(int count) {
    if (countsSteps) {
      steps.addAndGet(count);
    }
  }

  /**
   * Everybody sleeps, the first one until {@code wakes}: where steps are counted it is that late
   * now.
   */
  void skipTo(long wakes) {
    if (countsSteps) {
      steps.accumulateAndGet(wakes, Math::max);
    }
  }
}

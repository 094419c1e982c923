package dev.ringkernel.runtime;

import java.util.concurrent.locks.LockSupport;

/** What a waiting thread does between two looks. */
public enum IdleStrategy {
  /** Looks again at once: least latency, a whole core. */
  SPIN(Long.MAX_VALUE, Long.MAX_VALUE),
  /** Spins some microseconds, then yields its core between looks. */
  YIELD(2_000, Long.MAX_VALUE),
  /**
   * Spins, yields, then parks for up to 50 µs at a time: idle threads cost next to nothing, and
   * wake up late.
   */
  PARK(2_000, 4_000);

  private static final long PARK_NANOS = 50_000;

  private final long spins;
  private final long yields;

  IdleStrategy(long spins, long yields) {
    this.spins = spins;
    this.yields = yields;
  }

  /** Waits a little before look number {@code looks}. */
  void idle(long looks) {
    if (looks < spins) {
      Thread.onSpinWait();
    } else if (looks < yields) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(PARK_NANOS);
    }
  }

  /** Whether a waiter looks at the clock now: seldom while it spins, always once looks are slow. */
  boolean looksAtClock(long looks) {
    return (looks & 63) == 63 || looks >= spins;
  }

  /** Whether a waiter has come to the point where somebody else should watch for it. */
  boolean parksAt(long looks) {
    return looks >= yields;
  }
}

package dev.ringkernel.ptx.sim;

/** What {@code %globaltimer} and {@code %clock} count. */
public enum SimClock {
  /** The host's nanoseconds, for a kernel beside a JVM. */
  WALL,
  /** Executed instructions, each a nanosecond and a cycle, so that a run can be repeated. */
  STEPS
}

package dev.ringkernel.ptx.sim.check;

/** A launch, and when it ended. */
public final class LaunchSpan {
  private final long number;
  private long ended;

  LaunchSpan(long number) {
    this.number = number;
  }

  /** Different for each launch of the machine; 0 for the host. */
  long number() {
    return number;
  }

  /** When it ended; 0 while it runs. */
  long ended() {
    return ended;
  }

  void end(long now) {
    ended = now;
  }
}

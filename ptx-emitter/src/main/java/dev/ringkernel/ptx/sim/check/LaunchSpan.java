package dev.ringkernel.ptx.sim.check;

/** A launch, and when it ended. */
public final class LaunchSpan {
  private long ended;

  LaunchSpan() {}

  /** When it ended; 0 while it runs. */
  long ended() {
    return ended;
  }

  void end(long now) {
    ended = now;
  }
}

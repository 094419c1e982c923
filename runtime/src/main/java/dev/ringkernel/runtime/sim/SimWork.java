package dev.ringkernel.runtime.sim;

/** One piece of a stream's work, from its call to its end. */
abstract class SimWork {
  private final String name;

  /** Guarded by the monitor. */
  private boolean ended;

  SimWork(String name) {
    this.name = name;
  }

  /**
   * Does it.
   *
   * @throws dev.ringkernel.runtime.driver.DriverException for a fault, which is the context's end
   */
  abstract void run();

  /** Ends it before its time, where it can be. */
  void cancel() {}

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** What it is, for people. */
  @Override
  public String toString() {
    return name;
  }
}

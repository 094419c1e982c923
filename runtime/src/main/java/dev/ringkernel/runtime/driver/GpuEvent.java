package dev.ringkernel.runtime.driver;

/** A mark in a stream with the time at which the device reached it. */
public interface GpuEvent extends AutoCloseable {

  /** Says whether the last recording has happened; true if there was none. Does not wait. */
  boolean done();

  /** Waits until the last recording has happened. */
  void synchronize();

  /**
   * Returns the time from an earlier event to this one, in nanoseconds; the device's resolution is
   * about half a microsecond.
   *
   * @throws DriverException if either has not happened yet
   */
  double nanosSince(GpuEvent earlier);

  /** Gives the event back. Does not wait. Idempotent. */
  @Override
  void close();
}

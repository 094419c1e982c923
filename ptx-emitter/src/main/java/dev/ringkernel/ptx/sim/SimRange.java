package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimException.Reason;

/**
 * Reserved addresses of a device with memory behind the first part of them, which can grow while
 * kernels run. Threads: one at a time grows it.
 */
public final class SimRange {

  /** The step in bytes in which the mapped part grows. */
  public static final long GRANULARITY = 2L << 20;

  private final SimDevice device;
  private final Region region;

  SimRange(SimDevice device, Region region) {
    this.device = device;
    this.region = region;
  }

  /** The address of the first byte. */
  public long address() {
    return region.start;
  }

  /** The reserved bytes: the most that {@link #mapped} can become. */
  public long capacity() {
    return region.pages;
  }

  /** How many bytes from the start have memory behind them; 0 at first. */
  public synchronized long mapped() {
    return region.length;
  }

  /**
   * Puts memory behind at least {@code bytes} more, rounded up to the granularity; zeroed.
   *
   * @return the new {@link #mapped}
   * @throws SimException where the range or the device's memory does not suffice; then nothing has
   *     changed
   */
  public synchronized long map(long bytes) {
    if (bytes < 1 || bytes > region.pages - region.length) {
      throw new SimException(
          bytes < 1 ? Reason.INVALID_VALUE : Reason.OUT_OF_MEMORY,
          "A range of "
              + region.pages
              + " bytes with "
              + region.length
              + " mapped cannot map "
              + bytes
              + " more.");
    }
    long more = (bytes + GRANULARITY - 1) & -GRANULARITY;
    device.take(more);
    region.length += more;
    return region.length;
  }

  /** Unmaps and gives all of it back: no kernel may use it any more. Idempotent. */
  public synchronized void close() {
    device.release(region);
  }
}

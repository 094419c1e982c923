package dev.ringkernel.runtime.driver;

/**
 * Reserved device addresses with memory behind the first part of them. The part grows, the
 * addresses stay, and a running kernel sees what was added as soon as it learns of it.
 */
public interface AddressRange extends AutoCloseable {

  /** Returns the device address of the first byte. */
  long address();

  /** Returns the reserved size in bytes: the most that {@link #mapped} can become. */
  long capacity();

  /** Returns how many bytes from the start have memory behind them; 0 at first. */
  long mapped();

  /** Returns the step in bytes in which the mapped part grows. */
  long granularity();

  /**
   * Puts memory behind at least {@code bytes} more. Contents of the new part are undefined. One
   * thread at a time grows a range; readers may call {@link #mapped} meanwhile.
   *
   * @param bytes at least 1; rounded up to the granularity
   * @return the new {@link #mapped}
   * @throws DriverException if the capacity or the device's memory does not suffice; then nothing
   *     has changed
   */
  long grow(long bytes);

  /** Unmaps and frees all of it: no kernel and no copy may use it any more. Idempotent. */
  @Override
  void close();
}

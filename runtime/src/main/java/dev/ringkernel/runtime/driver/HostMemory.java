package dev.ringkernel.runtime.driver;

import java.lang.foreign.MemorySegment;

/**
 * Host memory that the device reads and writes in place, over the bus.
 *
 * <p>Host accesses go through {@link #segment}, device accesses through {@link #deviceAddress}.
 * Words shared while a kernel runs need ordered accesses on both sides, at system scope on the
 * device.
 */
public interface HostMemory extends AutoCloseable {

  /**
   * Returns the memory as the JVM sees it; readable by every thread for as long as somebody holds
   * it, also after this is closed.
   */
  MemorySegment segment();

  /** Returns the address of the first byte as the device sees it. */
  long deviceAddress();

  /** Returns the size in bytes; registered memory has whole pages. */
  long bytes();

  /**
   * Unregisters the memory, which is freed once nobody holds the segment. <strong>Waits for every
   * running kernel of the device</strong>, so it must be left until a resident kernel has ended;
   * after a {@linkplain Gpu#failure() failure} it waits for nothing. Idempotent.
   */
  @Override
  void close();
}

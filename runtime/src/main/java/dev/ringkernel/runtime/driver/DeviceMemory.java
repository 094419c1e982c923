package dev.ringkernel.runtime.driver;

/** Memory on the device, owned by whoever closes it. */
public interface DeviceMemory extends AutoCloseable {

  /** Returns the device address of the first byte. */
  long address();

  /** Returns the size in bytes, as asked for. */
  long bytes();

  /**
   * Gives the memory back without waiting for any kernel: no kernel and no copy may use it any
   * more. Idempotent.
   */
  @Override
  void close();
}

package dev.ringkernel.ptx.sim;

import java.util.HashMap;
import java.util.Map;

/** What kernels {@code malloc}: at most as much as CUDA gives unasked, until the machine closes. */
final class DeviceHeap {
  private static final long LIMIT = 8L << 20;

  private final SimDevice device;
  private final Map<Long, Long> allocated = new HashMap<>();
  private long used;

  DeviceHeap(SimDevice device) {
    this.device = device;
  }

  /** The address of so many bytes, or 0 where the heap has no more. */
  synchronized long allocate(long bytes) {
    if (bytes < 1 || bytes > LIMIT - used || bytes > device.freeMemory()) {
      return 0;
    }
    long address = device.allocate(bytes);
    allocated.put(address, bytes);
    used += bytes;
    return address;
  }

  synchronized void free(long address) {
    if (address == 0) {
      return;
    }
    Long bytes = allocated.remove(address);
    if (bytes == null) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_ADDRESS,
          address,
          "free of 0x" + Long.toHexString(address) + ", which malloc did not give");
    }
    used -= bytes;
    device.free(address);
  }
}

package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.DeviceMemory;

/** Memory of a device. */
final class SimMemory implements DeviceMemory, SimContext.Held {
  private final SimContext context;
  private final long address;
  private final long bytes;

  SimMemory(SimContext context, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Device memory has at least 1 byte: " + bytes + ".");
    }
    this.context = context;
    this.bytes = bytes;
    this.address =
        context.ask("Gpu.allocate", bytes + " bytes", () -> context.device().allocate(bytes));
    context.hold(this);
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    context.giveBack(this);
  }

  @Override
  public void release() {
    context.device().free(address);
  }
}

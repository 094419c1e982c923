package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimRange;
import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DriverException;

/** Reserved addresses of a device. */
final class SimAddresses implements AddressRange, SimContext.Held {
  private final SimContext context;
  private final SimRange range;
  private volatile boolean closed;

  SimAddresses(SimContext context, long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("A range has at least 1 byte: " + maxBytes + ".");
    }
    this.context = context;
    this.range =
        context.ask("Gpu.reserve", maxBytes + " bytes", () -> context.device().reserve(maxBytes));
    context.hold(this);
  }

  @Override
  public long address() {
    return range.address();
  }

  @Override
  public long capacity() {
    return range.capacity();
  }

  @Override
  public long mapped() {
    return range.mapped();
  }

  @Override
  public long granularity() {
    return SimRange.GRANULARITY;
  }

  @Override
  public long grow(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("A range grows by at least 1 byte: " + bytes + ".");
    }
    if (closed) {
      throw new IllegalStateException("The range was closed.");
    }
    if (bytes > range.capacity() - range.mapped()) {
      throw DriverException.of(
          "AddressRange.grow",
          bytes
              + " bytes more do not fit: "
              + range.mapped()
              + " of "
              + range.capacity()
              + " are in use",
          "Reserve a larger range when the system starts.");
    }
    return context.ask("AddressRange.grow", bytes + " bytes", () -> range.map(bytes));
  }

  @Override
  public void close() {
    closed = true;
    context.giveBack(this);
  }

  @Override
  public void release() {
    range.close();
  }
}

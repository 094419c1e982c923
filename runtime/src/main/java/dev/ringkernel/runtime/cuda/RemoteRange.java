package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.AddressRange;

/** Device addresses reserved in another process. */
final class RemoteRange extends Remote implements AddressRange {
  private final long address;
  private final long capacity;
  private final long granularity;
  private volatile long mapped;

  RemoteRange(DriverProcess host, Values made) {
    super(host, made.longAt(0));
    this.address = made.longAt(1);
    this.capacity = made.longAt(2);
    this.granularity = made.longAt(3);
  }

  @Override
  String kind() {
    return "range";
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public long mapped() {
    return mapped;
  }

  @Override
  public long granularity() {
    return granularity;
  }

  @Override
  public synchronized long grow(long bytes) {
    mapped = call(HostCall.GROW, bytes).longAt(0);
    return mapped;
  }

  @Override
  public void close() {
    giveBack();
  }
}

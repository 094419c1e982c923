package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DeviceMemory;

/** Device memory held in another process. */
final class RemoteMemory extends Remote implements DeviceMemory {
  private final long address;
  private final long bytes;

  RemoteMemory(DriverProcess host, Values made, long bytes) {
    super(host, made.longAt(0));
    this.address = made.longAt(1);
    this.bytes = bytes;
  }

  @Override
  String kind() {
    return "device memory";
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
    giveBack();
  }
}

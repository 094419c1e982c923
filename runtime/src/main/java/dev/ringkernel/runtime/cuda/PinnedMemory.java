package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** Page-locked memory of the driver's own; its segment ends with the context at the latest. */
final class PinnedMemory implements HostMemory {
  private static final int PORTABLE_AND_MAPPED = 1 | 2;

  private final CudaContext context;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;
  private final long address;
  private final long deviceAddress;
  private final AtomicBoolean closed = new AtomicBoolean();

  PinnedMemory(CudaContext context, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Host memory has at least 1 byte: " + bytes + ".");
    }
    this.context = context;
    context.enter();
    try (var scratch = Arena.ofConfined()) {
      var out = scratch.allocate(8);
      int code =
          context.cuda().call(DriverCall.HOST_ALLOC, out.address(), bytes, PORTABLE_AND_MAPPED);
      if (code != 0) {
        throw context.failed(DriverCall.HOST_ALLOC, code, bytes + " bytes", "");
      }
      this.address = out.get(ValueLayout.JAVA_LONG, 0);
      context.call(DriverCall.HOST_DEVICE_ADDRESS, out.address(), address, 0);
      this.deviceAddress = out.get(ValueLayout.JAVA_LONG, 0);
    }
    this.segment = MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
    segment.fill((byte) 0);
    context.track(arena);
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public long deviceAddress() {
    return deviceAddress;
  }

  @Override
  public long bytes() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    // Whoever takes it out of the context's list ends the segment: this, or the context's end.
    if (closed.compareAndSet(false, true) && context.untrack(arena)) {
      arena.close();
      context.release(DriverCall.HOST_FREE, address);
    }
  }
}

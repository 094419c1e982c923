package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DeviceMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** Memory from the device's stream-ordered pool. */
final class CudaMemory implements DeviceMemory {
  private final CudaContext context;
  private final long address;
  private final long bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaMemory(CudaContext context, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Device memory has at least 1 byte: " + bytes + ".");
    }
    this.context = context;
    this.bytes = bytes;
    context.enter();
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      int code =
          context
              .cuda()
              .call(DriverCall.MEMORY_ALLOC_ASYNC, out.address(), bytes, context.memoryStream());
      if (code != 0) {
        throw context.failed(DriverCall.MEMORY_ALLOC_ASYNC, code, bytes + " bytes", "");
      }
      this.address = out.get(ValueLayout.JAVA_LONG, 0);
    }
    // Other streams may use it only after the allocation's place in its own stream.
    context.call(DriverCall.STREAM_SYNCHRONIZE, context.memoryStream());
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
    if (closed.compareAndSet(false, true)) {
      context.release(DriverCall.MEMORY_FREE_ASYNC, address, context.memoryStream());
    }
  }
}

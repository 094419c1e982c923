package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pages of the JVM's own, registered with the device. */
final class RegisteredMemory implements HostMemory {
  /**
   * The page of x86-64; registering whole pages keeps other data of the heap out of the mapping.
   */
  private static final long PAGE = 4096;

  private static final int PORTABLE_AND_MAPPED = 1 | 2;

  private final CudaContext context;
  private final Arena arena;
  private final MemorySegment segment;
  private final long address;
  private final long deviceAddress;
  private final AtomicBoolean closed = new AtomicBoolean();

  RegisteredMemory(CudaContext context, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Host memory has at least 1 byte: " + bytes + ".");
    }
    this.context = context;
    context.enter();
    long whole = Math.multiplyExact(Math.ceilDiv(bytes, PAGE), PAGE);
    // Fails before anything is registered if the JVM has no memory; the arena is empty then.
    this.arena = Arena.ofShared();
    var pages = arena.allocate(whole, PAGE);
    this.segment = pages;
    this.address = pages.address();
    boolean registered = false;
    try (var scratch = Arena.ofConfined()) {
      int code = context.cuda().call(DriverCall.HOST_REGISTER, address, whole, PORTABLE_AND_MAPPED);
      if (code != 0) {
        throw context.failed(
            DriverCall.HOST_REGISTER,
            code,
            whole + " bytes",
            code == CudaResult.CUDA_ERROR_OUT_OF_MEMORY.code()
                ? "Ask for less, or raise the limit on locked memory (ulimit -l)."
                : "");
      }
      registered = true;
      var out = scratch.allocate(8);
      context.call(DriverCall.HOST_DEVICE_ADDRESS, out.address(), address, 0);
      this.deviceAddress = out.get(ValueLayout.JAVA_LONG, 0);
    } catch (DriverException e) {
      if (registered) {
        context.release(DriverCall.HOST_UNREGISTER, pages.address());
      }
      arena.close();
      throw e;
    }
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
    if (closed.compareAndSet(false, true)) {
      try {
        context.release(DriverCall.HOST_UNREGISTER, address);
      } finally {
        arena.close();
      }
    }
  }
}

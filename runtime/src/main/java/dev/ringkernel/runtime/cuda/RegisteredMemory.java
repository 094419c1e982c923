package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pages of the JVM's own, or of a caller's, registered with the device. */
final class RegisteredMemory implements HostMemory {
  /**
   * The page of x86-64; registering whole pages keeps other data of the heap out of the mapping.
   */
  private static final long PAGE = 4096;

  private static final int PORTABLE_AND_MAPPED = 1 | 2;

  private final CudaContext context;

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
    // Freed once nobody can read it any more: a waiting caller may look at it while it is closed.
    this.segment = Arena.ofAuto().allocate(whole, PAGE);
    this.address = segment.address();
    this.deviceAddress = register(context, segment);
  }

  /** Registers whole pages that stay the caller's. */
  RegisteredMemory(CudaContext context, MemorySegment pages) {
    if (pages.address() % PAGE != 0 || pages.byteSize() % PAGE != 0 || pages.byteSize() == 0) {
      throw new IllegalArgumentException("Not whole pages: " + pages + ".");
    }
    this.context = context;
    context.enter();
    this.segment = pages;
    this.address = pages.address();
    this.deviceAddress = register(context, pages);
  }

  /** Registers pages and returns their address on the device. */
  private static long register(CudaContext context, MemorySegment pages) {
    int code =
        context
            .cuda()
            .call(DriverCall.HOST_REGISTER, pages.address(), pages.byteSize(), PORTABLE_AND_MAPPED);
    if (code != 0) {
      throw context.failed(
          DriverCall.HOST_REGISTER,
          code,
          pages.byteSize() + " bytes",
          code == CudaResult.CUDA_ERROR_OUT_OF_MEMORY.code()
              ? "Ask for less, or raise the limit on locked memory (ulimit -l)."
              : "");
    }
    try (var scratch = Arena.ofConfined()) {
      var out = scratch.allocate(8);
      context.call(DriverCall.HOST_DEVICE_ADDRESS, out.address(), pages.address(), 0);
      return out.get(ValueLayout.JAVA_LONG, 0);
    } catch (DriverException e) {
      context.release(DriverCall.HOST_UNREGISTER, pages.address());
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
      context.release(DriverCall.HOST_UNREGISTER, address);
    }
  }
}

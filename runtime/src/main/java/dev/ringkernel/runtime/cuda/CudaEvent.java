package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** An event with a time stamp. */
final class CudaEvent implements GpuEvent {
  private static final double NANOS_PER_MILLI = 1e6;

  private final CudaContext context;
  private final long handle;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaEvent(CudaContext context) {
    this.context = context;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.EVENT_CREATE, out.address(), 0);
      this.handle = out.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /** Returns the driver's handle, for use on a stream of the same device. */
  long handle() {
    if (closed.get()) {
      throw new IllegalStateException("The event was closed.");
    }
    return handle;
  }

  @Override
  public boolean done() {
    context.enter();
    int code = context.cuda().call(DriverCall.EVENT_QUERY, handle());
    if (code == CudaResult.CUDA_ERROR_NOT_READY.code()) {
      return false;
    }
    context.check(DriverCall.EVENT_QUERY, code);
    return true;
  }

  @Override
  public void synchronize() {
    context.call(DriverCall.EVENT_SYNCHRONIZE, handle());
  }

  @Override
  public double nanosSince(GpuEvent earlier) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(
          DriverCall.EVENT_ELAPSED, out.address(), ((CudaEvent) earlier).handle(), handle());
      return out.get(ValueLayout.JAVA_FLOAT, 0) * NANOS_PER_MILLI;
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.release(DriverCall.EVENT_DESTROY, handle);
    }
  }
}

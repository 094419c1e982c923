package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A non-blocking stream. */
final class CudaStream implements GpuStream {
  private static final int NON_BLOCKING = 1;
  private static final long SPIN_NANOS = 20_000;
  private static final long MAX_PARK_NANOS = 100_000;

  private final CudaContext context;
  private final long handle;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaStream(CudaContext context) {
    this.context = context;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.STREAM_CREATE, out.address(), NON_BLOCKING);
      this.handle = out.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  private long handle() {
    if (closed.get()) {
      throw new IllegalStateException("The stream was closed.");
    }
    return handle;
  }

  @Override
  public void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    var kernel = (CudaFunction) function;
    kernel.checkParameters(params);
    long addresses = params == null ? 0 : params.addresses().address();
    long stream = handle();
    context.enter();
    int code =
        config.cooperative()
            ? context
                .cuda()
                .launchCooperative(
                    kernel.handle(),
                    config.gridX(),
                    config.gridY(),
                    config.gridZ(),
                    config.blockX(),
                    config.blockY(),
                    config.blockZ(),
                    config.dynamicShared(),
                    stream,
                    addresses)
            : context
                .cuda()
                .launch(
                    kernel.handle(),
                    config.gridX(),
                    config.gridY(),
                    config.gridZ(),
                    config.blockX(),
                    config.blockY(),
                    config.blockZ(),
                    config.dynamicShared(),
                    stream,
                    addresses);
    Reference.reachabilityFence(params);
    if (code != 0) {
      throw refused(kernel, config, code);
    }
  }

  private DriverException refused(CudaFunction kernel, LaunchConfig config, int code) {
    var call = config.cooperative() ? DriverCall.LAUNCH_COOPERATIVE : DriverCall.LAUNCH;
    if (CudaResult.of(code).map(CudaResult::fatal).orElse(false)) {
      return context.failed(call, code, "", "");
    }
    return context.failed(call, code, kernel.explain(config), "");
  }

  @Override
  public void launch(GpuGraph graph) {
    context.call(DriverCall.GRAPH_LAUNCH, ((CudaGraph) graph).handle(), handle());
  }

  @Override
  public void copyToDevice(long target, MemorySegment source) {
    if (source.byteSize() == 0) {
      return;
    }
    if (source.isNative()) {
      context.call(
          DriverCall.COPY_TO_DEVICE, target, source.address(), source.byteSize(), handle());
      Reference.reachabilityFence(source);
      return;
    }
    try (var arena = Arena.ofConfined()) {
      // The driver has read pageable memory by the time the call returns.
      var staged = arena.allocate(source.byteSize()).copyFrom(source);
      context.call(
          DriverCall.COPY_TO_DEVICE, target, staged.address(), staged.byteSize(), handle());
    }
  }

  @Override
  public void copyToHost(MemorySegment target, long source) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("The target of a copy to the host is read-only.");
    }
    if (target.byteSize() == 0) {
      return;
    }
    if (target.isNative()) {
      context.call(DriverCall.COPY_TO_HOST, target.address(), source, target.byteSize(), handle());
      Reference.reachabilityFence(target);
      return;
    }
    try (var arena = Arena.ofConfined()) {
      var staged = arena.allocate(target.byteSize());
      context.call(DriverCall.COPY_TO_HOST, staged.address(), source, staged.byteSize(), handle());
      synchronize();
      target.copyFrom(staged);
    }
  }

  @Override
  public void copyOnDevice(long target, long source, long bytes) {
    if (bytes != 0) {
      context.call(DriverCall.COPY_ON_DEVICE, target, source, bytes, handle());
    }
  }

  @Override
  public void fill(long target, byte value, long bytes) {
    if (bytes != 0) {
      context.call(DriverCall.FILL, target, Byte.toUnsignedLong(value), bytes, handle());
    }
  }

  @Override
  public void record(GpuEvent event) {
    context.call(DriverCall.EVENT_RECORD, ((CudaEvent) event).handle(), handle());
  }

  @Override
  public void waitFor(GpuEvent event) {
    context.call(DriverCall.STREAM_WAIT_EVENT, handle(), ((CudaEvent) event).handle(), 0);
  }

  @Override
  public boolean done() {
    long stream = handle();
    context.enter();
    int code = context.cuda().call(DriverCall.STREAM_QUERY, stream);
    if (code == 0) {
      return true;
    }
    if (code == CudaResult.CUDA_ERROR_NOT_READY.code()) {
      return false;
    }
    throw context.failed(DriverCall.STREAM_QUERY, code, "", "");
  }

  @Override
  public void synchronize() {
    context.call(DriverCall.STREAM_SYNCHRONIZE, handle());
  }

  @Override
  public boolean synchronize(Duration limit) {
    long start = System.nanoTime();
    long nanos = limit.toNanos();
    while (!done()) {
      long waited = System.nanoTime() - start;
      if (waited >= nanos || Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (waited < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(Math.min(MAX_PARK_NANOS, waited / 8));
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.release(DriverCall.STREAM_DESTROY, handle);
    }
  }
}

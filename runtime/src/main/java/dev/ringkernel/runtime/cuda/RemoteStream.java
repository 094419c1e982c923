package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A stream in another process. */
final class RemoteStream extends Remote implements GpuStream {
  private static final long MIN_PARK_NANOS = 20_000;
  private static final long MAX_PARK_NANOS = 500_000;

  private final RemoteGpu gpu;

  RemoteStream(RemoteGpu gpu, Values made) {
    super(gpu.host(), made.longAt(0));
    this.gpu = gpu;
  }

  @Override
  String kind() {
    return "stream";
  }

  @Override
  public void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    call(HostCall.LAUNCH, gpu.own(function), config, params);
  }

  @Override
  public void launch(GpuGraph graph) {
    call(HostCall.LAUNCH_GRAPH, gpu.own(graph));
  }

  @Override
  public void copyToDevice(long target, MemorySegment source) {
    var shared = gpu.pages().around(source);
    if (shared != null) {
      long offset = source.address() - shared.segment().address();
      call(HostCall.COPY_TO_DEVICE, target, shared.handle(), offset, source.byteSize());
      return;
    }
    for (long at = 0; at < source.byteSize(); at += RemotePages.STAGING_BYTES) {
      long step = Math.min(RemotePages.STAGING_BYTES, source.byteSize() - at);
      var buffer = gpu.pages().take(gpu);
      try {
        MemorySegment.copy(source, at, buffer.segment(), 0, step);
        // The driver has read memory that is not registered when the call returns.
        call(HostCall.COPY_TO_DEVICE, target + at, buffer.handle(), 0L, step);
      } finally {
        gpu.pages().put(buffer);
      }
    }
  }

  @Override
  public void copyToHost(MemorySegment target, long source) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("The target of a copy to the host is read-only.");
    }
    var shared = gpu.pages().around(target);
    if (shared != null) {
      long offset = target.address() - shared.segment().address();
      call(HostCall.COPY_TO_HOST, shared.handle(), offset, target.byteSize(), source, false);
      return;
    }
    for (long at = 0; at < target.byteSize(); at += RemotePages.STAGING_BYTES) {
      long step = Math.min(RemotePages.STAGING_BYTES, target.byteSize() - at);
      var buffer = gpu.pages().take(gpu);
      try {
        call(HostCall.COPY_TO_HOST, buffer.handle(), 0L, step, source + at, true);
        MemorySegment.copy(buffer.segment(), 0, target, at, step);
      } finally {
        gpu.pages().put(buffer);
      }
    }
  }

  @Override
  public void copyOnDevice(long target, long source, long bytes) {
    call(HostCall.COPY_ON_DEVICE, target, source, bytes);
  }

  @Override
  public void fill(long target, byte value, long bytes) {
    call(HostCall.FILL, target, value, bytes);
  }

  @Override
  public void record(GpuEvent event) {
    call(HostCall.RECORD, gpu.own(event));
  }

  @Override
  public void waitFor(GpuEvent event) {
    call(HostCall.WAIT_FOR, gpu.own(event));
  }

  @Override
  public boolean done() {
    return call(HostCall.STREAM_DONE).is(0);
  }

  @Override
  public void synchronize() {
    call(HostCall.STREAM_WAIT);
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
      LockSupport.parkNanos(Math.clamp(waited / 8, MIN_PARK_NANOS, MAX_PARK_NANOS));
    }
    return true;
  }

  @Override
  public void close() {
    giveBack();
  }
}

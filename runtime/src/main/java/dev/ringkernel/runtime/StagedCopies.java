package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Arrays on a GPU and the copies from and to them, in the order of the stream that kernels run on.
 * Java arrays go through one pinned buffer.
 */
final class StagedCopies {
  private static final int STAGING_BYTES = 4 << 20;

  private final Gpu gpu;
  private final GpuStream stream;
  private final Residency residency;
  private final HostMemory staging;

  /** Guards the stream's order and the buffer. */
  private final ReentrantLock lock;

  StagedCopies(Gpu gpu, GpuStream stream, Residency residency, ReentrantLock lock) {
    this.gpu = gpu;
    this.stream = stream;
    this.residency = residency;
    this.lock = lock;
    this.staging = gpu.allocatePinned(STAGING_BYTES);
  }

  /** Zeroed memory, as a new Java array is. */
  DeviceMemory allocate(long bytes) {
    DeviceMemory memory = gpu.allocate(bytes);
    lock.lock();
    try {
      stream.fill(memory.address(), (byte) 0, bytes);
      return memory;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Frees memory that launches under way may still use. */
  void release(DeviceMemory memory) {
    lock.lock();
    try {
      if (gpu.failure().isEmpty()) {
        stream.synchronize();
      }
      memory.close();
    } finally {
      lock.unlock();
    }
  }

  HostMemory pin(long bytes) {
    return gpu.allocatePinned(bytes);
  }

  void release(HostMemory memory) {
    residency.later(memory);
  }

  void write(long target, Element element, Object source, int from, int count) {
    int step = STAGING_BYTES / element.bytes();
    lock.lock();
    try {
      for (int done = 0; done < count; done += step) {
        int n = Math.min(step, count - done);
        element.toMemory(source, from + done, staging.segment(), n);
        stream.copyToDevice(
            target + (long) done * element.bytes(),
            staging.segment().asSlice(0, (long) n * element.bytes()));
        stream.synchronize();
      }
    } finally {
      lock.unlock();
    }
  }

  void read(long source, Element element, Object target, int at, int count) {
    int step = STAGING_BYTES / element.bytes();
    lock.lock();
    try {
      for (int done = 0; done < count; done += step) {
        int n = Math.min(step, count - done);
        stream.copyToHost(
            staging.segment().asSlice(0, (long) n * element.bytes()),
            source + (long) done * element.bytes());
        stream.synchronize();
        element.fromMemory(staging.segment(), target, at + done, n);
      }
    } finally {
      lock.unlock();
    }
  }

  void write(long target, MemorySegment source) {
    lock.lock();
    try {
      stream.copyToDevice(target, source);
      stream.synchronize();
    } finally {
      lock.unlock();
    }
  }

  void read(long source, MemorySegment target) {
    lock.lock();
    try {
      stream.copyToHost(target, source);
      stream.synchronize();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the buffer back; nothing is copied any more. */
  void close() {
    residency.later(staging);
  }
}

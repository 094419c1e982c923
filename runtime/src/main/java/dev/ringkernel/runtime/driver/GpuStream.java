package dev.ringkernel.runtime.driver;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A queue of work for the device, done in order and independently of every other stream.
 *
 * <p>Any thread may enqueue; two threads that enqueue at once get some order. Copies from and to
 * memory of {@link HostMemory} are asynchronous: the memory must stay until the stream has done
 * them. Copies from and to any other segment, heap segments included, are staged and may wait.
 */
public interface GpuStream extends AutoCloseable {

  /**
   * Enqueues a kernel. Returns when it is enqueued, with the parameters' values copied.
   *
   * @param params the arguments in order; null for a kernel that has none
   * @throws DriverException if the device refuses the shape; a cooperative grid that cannot be
   *     resident at once is refused with the numbers
   */
  void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params);

  /** Enqueues a launch of a graph. */
  void launch(GpuGraph graph);

  /** Enqueues a copy of the whole of {@code source} to the device. */
  void copyToDevice(long target, MemorySegment source);

  /** Enqueues a copy from the device that fills the whole of {@code target}. */
  void copyToHost(MemorySegment target, long source);

  /**
   * As {@link #copyToHost}, of words that a kernel may be changing meanwhile: each is one that it
   * held, and nothing is said of one against another.
   */
  default void snapshot(MemorySegment target, long source) {
    copyToHost(target, source);
  }

  /** Enqueues a copy within the device, or from and to a peer that was enabled. */
  void copyOnDevice(long target, long source, long bytes);

  /** Enqueues setting {@code bytes} bytes to a value. */
  void fill(long target, byte value, long bytes);

  /** Enqueues an event, which happens when all work enqueued before it is done. */
  void record(GpuEvent event);

  /** Makes work enqueued from now on wait for an event, possibly of another stream. */
  void waitFor(GpuEvent event);

  /**
   * Says whether all work is done. Does not wait.
   *
   * @throws DriverException if work of this device failed
   */
  boolean done();

  /**
   * Waits until all work is done, without limit; the driver spins or yields.
   *
   * @throws DriverException if work of this device failed
   */
  void synchronize();

  /**
   * Waits until all work is done, at most so long. Polls, so that an interrupt or the limit ends it
   * while a kernel runs on; an interrupt ends the wait, returns false and leaves the thread's
   * interrupt status set.
   *
   * @return whether all work is done
   * @throws DriverException if work of this device failed
   */
  boolean synchronize(Duration limit);

  /** Gives the stream back once its work is done. Does not wait. Idempotent. */
  @Override
  void close();
}

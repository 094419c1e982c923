package dev.ringkernel.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Takes samples of time and of allocation on the calling thread. */
final class Sampling {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Sampling() {}

  /** One operation; the argument counts all of them, warm-up included. */
  @FunctionalInterface
  interface Operation {
    void run(long number) throws Exception;
  }

  /**
   * Nanoseconds of each operation after a warm-up of a tenth as many.
   *
   * @param samples wanted
   * @param longest nanoseconds after which there are no more, however slow the machine
   */
  static long[] timed(int samples, long longest, Operation operation) {
    try {
      long started = System.nanoTime();
      long number = 0;
      while (number < samples / 10 && System.nanoTime() - started < longest / 2) {
        operation.run(number++);
      }
      long[] nanos = new long[samples];
      started = System.nanoTime();
      long before = started;
      for (int i = 0; i < samples; i++) {
        operation.run(number++);
        long now = System.nanoTime();
        nanos[i] = now - before;
        if (now - started > longest) {
          return Arrays.copyOf(nanos, i + 1);
        }
        before = System.nanoTime();
      }
      return nanos;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an operation failed", e);
    }
  }

  /**
   * Bytes that this thread allocates in each of some batches of an operation, after one batch as
   * warm-up.
   */
  static long[] allocated(int batches, int operations, Operation operation) {
    try {
      long number = 0;
      long[] bytes = new long[batches];
      for (int b = -1; b < batches; b++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < operations; i++) {
          operation.run(number++);
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        if (b >= 0) {
          bytes[b] = after - before;
        }
      }
      return bytes;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an operation failed", e);
    }
  }
}

package dev.ringkernel.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One launch of a kernel, under way or ended. On the CPU backend it has ended when it is handed
 * out.
 *
 * <p>Any thread may wait. A fault that nobody waits for is thrown by the next {@link
 * DeviceArray#copyTo} or the {@link Kernels#close} of the same {@link Kernels}.
 */
public final class Launch implements AutoCloseable {
  private static final long SPIN_NANOS = 20_000;
  private static final long PARK_NANOS = 50_000;

  /** What waits for the device. */
  interface Work {
    /** Looks whether it has ended, and takes its result then. */
    boolean poll();

    /** Waits without limit, and takes its result. */
    void await();
  }

  private final @Nullable Work work;
  private volatile @Nullable KernelFaultException fault;
  private volatile boolean told;

  Launch(Work work) {
    this.work = work;
  }

  /** One that has ended. */
  Launch(@Nullable KernelFaultException fault) {
    this.work = null;
    this.fault = fault;
  }

  void failed(KernelFaultException with) {
    fault = with;
  }

  /** Whether somebody knows of the fault, or there is none. */
  boolean isTold() {
    return told || fault == null;
  }

  /**
   * Whether it has ended. Does not wait and does not throw for a fault of the kernel.
   *
   * @throws dev.ringkernel.runtime.driver.DriverException if the device failed
   */
  public boolean isDone() {
    return work == null || work.poll();
  }

  /**
   * Waits until it has ended.
   *
   * @throws KernelFaultException if a thread faulted; each call throws it
   * @throws dev.ringkernel.runtime.driver.DriverException if the device failed
   */
  public void await() {
    if (work != null) {
      work.await();
    }
    tell();
  }

  /**
   * Waits at most so long; an interrupt ends the wait too and leaves the interrupt status set.
   *
   * @return whether it has ended
   * @throws KernelFaultException if a thread faulted
   * @throws dev.ringkernel.runtime.driver.DriverException if the device failed
   */
  public boolean await(Duration limit) {
    long start = System.nanoTime();
    long nanos = limit.toNanos();
    while (!isDone()) {
      long waited = System.nanoTime() - start;
      if (waited >= nanos || Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (waited < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
    tell();
    return true;
  }

  /** Throws the fault, if there is one. */
  void tell() {
    KernelFaultException f = fault;
    told = true;
    if (f != null) {
      throw f;
    }
  }

  /** The same as {@link #await()}, for a {@code try} statement. */
  @Override
  public void close() {
    await();
  }
}

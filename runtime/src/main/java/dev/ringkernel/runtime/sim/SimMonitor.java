package dev.ringkernel.runtime.sim;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One lock for the bookkeeping of all devices of a machine, and one condition for whoever waits.
 * Never held while a kernel runs, memory is copied or the simulator is asked for anything.
 */
final class SimMonitor {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Runs {@code action}, and wakes whoever waits. */
  void change(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code condition} holds. An interrupt is kept for later. */
  void await(BooleanSupplier condition) {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code condition} holds, at most so long.
   *
   * @param interruptible whether an interrupt ends the wait; the thread's status stays set
   * @return whether the condition holds
   */
  boolean await(BooleanSupplier condition, Duration limit, boolean interruptible) {
    long left = limit.toNanos();
    boolean interrupted = false;
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0 || (interrupted && interruptible)) {
          return false;
        }
        long start = System.nanoTime();
        try {
          left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
          left -= System.nanoTime() - start;
        }
      }
      return true;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

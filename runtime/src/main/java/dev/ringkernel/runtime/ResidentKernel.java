package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.RunState;
import dev.ringkernel.runtime.device.SystemBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The comings and goings of a system's resident kernel, and what others on its device do meanwhile.
 */
final class ResidentKernel implements Residency {
  private static final long[] RUN = {RunState.RUN};

  private final ActorSystem system;
  private final Backend backend;
  private final ReentrantLock lifecycle;

  /** What can only be closed while no kernel is resident; guarded by {@link #lifecycle}. */
  private final List<AutoCloseable> deferred = new ArrayList<>();

  /** Changed under {@link #lifecycle}. */
  private volatile boolean started;

  private volatile int parks;
  private volatile long lastPark;

  /**
   * @param lifecycle held while the kernel starts, parks and ends
   */
  ResidentKernel(ActorSystem system, Backend backend, ReentrantLock lifecycle) {
    this.system = system;
    this.backend = backend;
    this.lifecycle = lifecycle;
  }

  /** Starts it for the first time; the caller has the lock. */
  void start() {
    launch();
    started = true;
  }

  /** Ends it for good if it runs; the caller has the lock. */
  void stop() {
    if (started && system.isOpen()) {
      leave(RunState.STOP);
    }
  }

  /** Parks so far. */
  int parks() {
    return parks;
  }

  /** How long the last park took: from the word to leave until the kernel was launched again. */
  Duration lastPark() {
    return Duration.ofNanos(lastPark);
  }

  @Override
  public boolean isResident() {
    return started;
  }

  @Override
  public void parked(Runnable action) {
    lifecycle.lock();
    try {
      if (!started) {
        action.run();
        return;
      }
      system.checkOpen();
      long start = System.nanoTime();
      leave(RunState.PARK);
      try {
        action.run();
      } catch (RuntimeException | Error refused) {
        try {
          resume(start);
        } catch (RuntimeException worse) {
          worse.addSuppressed(refused);
          throw worse;
        }
        throw refused;
      }
      resume(start);
    } finally {
      lifecycle.unlock();
    }
  }

  private void leave(int how) {
    Memory.stReleaseSys(runWord(), how);
    if (!backend.awaitEnd(system.options().stopLimit())) {
      IllegalStateException late =
          new IllegalStateException(
              "The resident kernel did not "
                  + (how == RunState.PARK ? "park" : "stop")
                  + " within "
                  + system.options().stopLimit()
                  + ": a handler runs on without coming to a loop that polls. All calls fail; start a new system.");
      system.fail(late);
      throw late;
    }
  }

  private void resume(long parkedAt) {
    try {
      closeDeferred();
      launch();
    } catch (RuntimeException e) {
      system.fail(e); // nobody may wait for a kernel that is not there
      throw e;
    }
    lastPark = System.nanoTime() - parkedAt;
    parks = parks + 1;
  }

  private void launch() {
    backend.write(SystemBlock.RUN, RUN);
    Memory.stReleaseSys(runWord(), RunState.RUN);
    backend.start();
  }

  private long runWord() {
    return backend.hostShared() + Memories.WORDS + HostWords.RUN;
  }

  @Override
  public void later(AutoCloseable resource) {
    lifecycle.lock();
    try {
      deferred.add(resource);
      if (!started) {
        closeDeferred();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /** Closes what waited for the kernel to be gone; the caller has the lock, and knows it is. */
  void closeDeferred() {
    deferred.forEach(Residency::close);
    deferred.clear();
  }

  @Override
  public int localBytes() {
    return started ? backend.localBytes() : Integer.MAX_VALUE;
  }
}

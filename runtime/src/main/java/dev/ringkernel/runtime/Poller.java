package dev.ringkernel.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread a system: serves mailboxes, callbacks of replies and late replies where no
 * thread waits for them, and notices when the kernel fails.
 */
final class Poller implements Runnable {
  private static final long LOOK_AFTER_KERNEL_NANOS = 2_000_000;
  private static final long LONGEST_PARK_NANOS = 1_000_000;

  private final ActorSystem system;
  private final Backend backend;
  private final Thread thread;
  private volatile boolean stopped;

  Poller(ActorSystem system, Backend backend) {
    this.system = system;
    this.backend = backend;
    this.thread = Thread.ofPlatform().daemon().name("ringkernel-poller").unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Looks again soon: somebody waits for a callback. */
  void wake() {
    LockSupport.unpark(thread);
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    try {
      serve();
    } catch (Throwable t) {
      system.fail(t); // a system whose replies nobody serves must not look healthy
    }
  }

  private void serve() {
    long idle = 0;
    long lastLook = System.nanoTime();
    while (!stopped) {
      boolean busy = system.drain();
      ReplySlots replies = system.replies();
      int waiting = replies.serve();
      replies.sweep();
      long now = System.nanoTime();
      if (now - lastLook > LOOK_AFTER_KERNEL_NANOS) {
        lastLook = now;
        @Nullable Throwable failure = backend.failure();
        if (failure != null) {
          system.fail(failure);
          return;
        }
      }
      idle = busy ? 0 : idle + 1;
      if (waiting > 0 || idle < 200) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(Math.min(LONGEST_PARK_NANOS, idle * 1_000));
      }
    }
  }
}

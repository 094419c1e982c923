package dev.ringkernel.runtime;

import dev.ringkernel.api.Reply;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;

/**
 * A reply under way: the waiting thread polls its slot itself; the poller does where nobody waits.
 */
final class PendingReply<R> extends Reply<R> {
  private static final VarHandle CORRELATION;

  static {
    try {
      CORRELATION =
          MethodHandles.lookup().findVarHandle(PendingReply.class, "correlation", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HostRef<?> actor;
  private final Handler handler;

  /** Names the slot; 0 once somebody has taken the reply out of it. */
  private volatile long correlation;

  /** Whether other stages depend on this. */
  private volatile boolean staged;

  PendingReply(HostRef<?> actor, Handler handler, long correlation) {
    this.actor = actor;
    this.handler = handler;
    this.correlation = correlation;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected void await(long nanos) throws InterruptedException {
    ActorSystem system = actor.system();
    IdleStrategy idle = system.options().idle();
    long start = nanos == Long.MAX_VALUE ? 0 : System.nanoTime();
    for (long looks = 0; !settle(); looks++) {
      if (isDone() || idle.parksAt(looks)) {
        return;
      }
      if (idle.looksAtClock(looks)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!system.isOpen()) {
          completeExceptionally(system.closed());
          return;
        }
        if (nanos != Long.MAX_VALUE && System.nanoTime() - start > nanos) {
          return;
        }
      }
      idle.idle(looks);
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    staged = true;
    return super.newIncompleteFuture();
  }

  /**
   * For the poller: completes this if the reply has come. The user's code that depends on it gets a
   * thread of its own, so that it may wait for other replies.
   */
  boolean serve() {
    long c = correlation;
    if (staged && c != 0 && actor.system().replies().arrived(c)) {
      Thread.startVirtualThread(this::settle);
      return true;
    }
    return settle();
  }

  /** Completes this if the reply has come; true once it is settled. */
  @SuppressWarnings("unchecked")
  boolean settle() {
    long c = correlation;
    if (c == 0) {
      return true;
    }
    if (!actor.system().replies().arrived(c) || !CORRELATION.compareAndSet(this, c, 0L)) {
      return false;
    }
    R value;
    try {
      value = (R) actor.takeReply(handler, c);
    } catch (RuntimeException e) {
      completeExceptionally(e);
      return true;
    }
    complete(value);
    return true;
  }

  @Override
  protected void watch() {
    long c = correlation;
    if (c != 0) {
      actor.system().watch(this, c);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    long c = correlation;
    if (cancelled && c != 0 && CORRELATION.compareAndSet(this, c, 0L)) {
      actor.system().replies().abandon(c);
    }
    return cancelled;
  }
}

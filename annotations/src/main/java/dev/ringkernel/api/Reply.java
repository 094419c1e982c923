package dev.ringkernel.api;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The reply to an {@link ActorRef#ask}: a future whose waiting thread polls the reply slot itself
 * before it parks.
 *
 * <p>It completes with the reply, or exceptionally with {@link ActorFailedException}, {@link
 * ActorStoppedException} or {@link SystemClosedException}. {@link #get()} wraps these in an {@link
 * ExecutionException}, {@link #join()} in a {@link java.util.concurrent.CompletionException}, as
 * for every future.
 *
 * @param <T> the reply record
 */
public abstract class Reply<T> extends CompletableFuture<T> {
  /** For the actor system. */
  protected Reply() {}

  /**
   * Polls the reply slot under the system's idle strategy and completes this future when the reply
   * is there.
   *
   * <p>Returns when this future is done, when {@code nanos} have passed, or when the strategy would
   * rather park; what remains of the wait is then a park, which the system's poller ends.
   *
   * @param nanos how long to poll at most; {@link Long#MAX_VALUE} for no limit
   * @throws InterruptedException where the calling thread is interrupted
   */
  protected abstract void await(long nanos) throws InterruptedException;

  /**
   * Tells the system that from now on this future must be completed without a thread that polls it:
   * a stage depends on it, or a thread parks. Called any number of times, by any thread; may be
   * called when this is done already.
   */
  protected abstract void watch();

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    watch();
    return new CompletableFuture<>();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (!isDone()) {
      await(Long.MAX_VALUE);
      if (!isDone()) {
        watch();
      }
    }
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (isDone()) {
      return super.get();
    }
    long nanos = unit.toNanos(timeout);
    long start = System.nanoTime();
    if (nanos > 0) {
      await(nanos);
    }
    if (isDone()) {
      return super.get();
    }
    watch();
    return super.get(Math.max(0, nanos - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
  }

  /**
   * As {@link CompletableFuture#join()}: an interrupt does not end the wait and is kept for later.
   */
  @Override
  public T join() throws CancellationException {
    if (!isDone()) {
      boolean interrupted = false;
      try {
        await(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (!isDone()) {
        watch();
      }
      if (interrupted) {
        try {
          return super.join();
        } finally {
          Thread.currentThread().interrupt();
        }
      }
    }
    return super.join();
  }

  /** Completes this future; for the actor system. */
  @Override
  public boolean complete(@Nullable T value) {
    return super.complete(value);
  }
}

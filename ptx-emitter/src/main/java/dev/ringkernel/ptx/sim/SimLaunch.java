package dev.ringkernel.ptx.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** A kernel that was launched. Threads: any. */
public final class SimLaunch {
  private final SimKernel kernel;
  private final SimGrid grid;
  private final CompletableFuture<Optional<SimFault>> end = new CompletableFuture<>();
  private final LongAdder instructions = new LongAdder();
  private final Findings findings = new Findings(finding -> {});
  private volatile Runnable canceller = () -> {};
  private volatile Inspector inspector = limit -> {};

  /** Has the checks look at it. */
  interface Inspector {
    void inspect(Duration limit) throws InterruptedException;
  }

  SimLaunch(SimKernel kernel, SimGrid grid) {
    this.kernel = kernel;
    this.grid = grid;
  }

  /** What was launched. */
  public SimKernel kernel() {
    return kernel;
  }

  /** Its shape. */
  public SimGrid grid() {
    return grid;
  }

  /** Whether it has ended, well or by a fault. */
  public boolean done() {
    return end.isDone();
  }

  /**
   * Waits until it has ended, at most so long.
   *
   * @return whether it has
   * @throws InterruptedException where the waiting thread is interrupted
   */
  public boolean await(Duration limit) throws InterruptedException {
    try {
      end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed in " + kernel, e.getCause());
    }
  }

  /**
   * Runs {@code action} when it has ended; on the thread that ends it, or on this one. What it
   * throws goes to that thread's handler of uncaught exceptions.
   */
  public void whenDone(Runnable action) {
    end.whenComplete(
        (fault, failure) -> {
          try {
            action.run();
          } catch (Throwable e) {
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, e);
          }
        });
  }

  /**
   * What ended it; empty while it runs and after a good end.
   *
   * @throws IllegalStateException where the simulator itself failed, with the cause
   */
  public Optional<SimFault> fault() {
    if (end.isCompletedExceptionally()) {
      throw new IllegalStateException(
          "the simulator itself failed in " + kernel, end.exceptionNow());
    }
    return end.getNow(Optional.empty());
  }

  /**
   * What the checks have found in it so far, in that order, each pair of places once; nothing where
   * none was asked for.
   */
  public List<SimFinding> findings() {
    return findings.all();
  }

  void found(SimFinding finding) {
    findings.add(finding);
  }

  /** Instructions that its threads have executed so far, each lane counted. */
  public long instructions() {
    return instructions.sum();
  }

  /**
   * Ends it within milliseconds, wherever its threads are; its fault is then {@code CANCELLED}.
   * Does not wait for that. Does nothing where it has ended.
   */
  public void cancel() {
    canceller.run();
  }

  /**
   * Says that it was asked to end, in whatever way it takes that, and has not: the check {@link
   * SimCheck#STOP}, where it is on, looks for threads that run on without looking at anything.
   * Waits until it has, at most so long.
   *
   * @throws InterruptedException where the waiting thread is interrupted
   */
  public void askedToEnd(Duration limit) throws InterruptedException {
    inspector.inspect(limit);
  }

  void inspectedBy(Inspector how) {
    inspector = how;
  }

  void cancelledBy(Runnable how) {
    canceller = how;
  }

  void count(long more) {
    instructions.add(more);
  }

  void end(Optional<SimFault> fault) {
    end.complete(fault);
  }

  void fail(Throwable cause) {
    end.completeExceptionally(cause);
  }
}

package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimFault;
import dev.ringkernel.ptx.sim.SimLaunch;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A kernel's launch. */
final class SimRun extends SimWork {
  /** How long the checks may look for why a launch does not end. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final SimContext context;
  private final SimEntry.Prepared prepared;
  private volatile @Nullable SimLaunch launch;

  SimRun(SimContext context, SimEntry.Prepared prepared) {
    super(prepared.entry().name() + " (" + prepared.config() + ")");
    this.context = context;
    this.prepared = prepared;
  }

  @Override
  void run() {
    SimLaunch started;
    try {
      started =
          context.device().launch(prepared.entry().kernel(), prepared.grid(), prepared.arguments());
    } catch (SimException e) {
      throw SimResult.CUDA_ERROR_LAUNCH_FAILED.failure("kernel " + this, e.getMessage(), e);
    }
    launch = started;
    if (!context.alive()) {
      started.cancel(); // whoever ended the context did not see this launch yet
    }
    await(started);
    context.count(started.instructions());
    var fault = started.fault();
    if (fault.isPresent() && fault.get().kind() != SimFault.Kind.CANCELLED) {
      throw SimResult.fault(fault.get());
    }
  }

  private static void await(SimLaunch started) {
    var end = new CompletableFuture<@Nullable Void>();
    started.whenDone(() -> end.complete(null));
    end.join(); // which an interrupt does not end
  }

  /** Somebody waited for its end in vain: the checks may say why. */
  void doesNotEnd() {
    var started = launch;
    if (started != null) {
      try {
        started.askedToEnd(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  void cancel() {
    var started = launch;
    if (started != null) {
      started.cancel();
    }
  }

  /** Keeps memory reachable until the launch has ended, if it has begun. */
  void keep(MemorySegment segment) {
    var started = launch;
    if (started != null) {
      started.whenDone(() -> Reference.reachabilityFence(segment));
    }
  }
}

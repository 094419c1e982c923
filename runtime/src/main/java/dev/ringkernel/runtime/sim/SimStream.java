package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A queue of work that a thread of its own does while there is some. */
final class SimStream implements GpuStream {
  private final SimContext context;

  /** The first is under way. Guarded by the monitor. */
  private final Deque<SimWork> queue = new ArrayDeque<>();

  /** The queue's length. */
  private volatile int pending;

  private volatile boolean closed;

  SimStream(SimContext context) {
    context.enter();
    this.context = context;
  }

  private void enqueue(SimWork work) {
    context
        .monitor()
        .change(
            () -> {
              context.enter();
              if (closed) {
                throw new IllegalStateException("The stream was closed.");
              }
              context.began(work);
              queue.add(work);
              pending = queue.size();
              if (pending == 1) {
                context.system().start(this::drain);
              }
            });
  }

  private void enqueue(String name, Runnable action) {
    enqueue(
        new SimWork(name) {
          @Override
          void run() {
            action.run();
          }
        });
  }

  private void drain() {
    var next = new SimWork[1];
    context.monitor().change(() -> next[0] = queue.getFirst());
    while (next[0] != null) {
      perform(next[0]);
      context
          .monitor()
          .change(
              () -> {
                queue.removeFirst();
                context.ended(next[0]);
                next[0] = queue.peekFirst();
                pending = queue.size();
              });
    }
  }

  private void perform(SimWork work) {
    if (!context.alive()) {
      return; // the work of a dead context is never done
    }
    try {
      work.run();
    } catch (DriverException e) {
      context.fail(e);
    } catch (RuntimeException | Error e) {
      context.fail(
          SimResult.CUDA_ERROR_UNKNOWN.failure(work.toString(), "The simulator failed: " + e, e));
    }
  }

  // Launches.

  @Override
  public void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    launch(((SimEntry) function).prepare(config, params));
  }

  @Override
  public void launch(GpuGraph graph) {
    launch(((SimGraph) graph).launch());
  }

  private void launch(SimEntry.Prepared launch) {
    context.reserveLocal(launch.entry().kernel());
    enqueue(new SimRun(context, launch));
  }

  // Memory.

  /** The device's memory at this moment. */
  private MemorySegment device(String call, long address, long bytes) {
    return context.ask(call, "", () -> context.device().segment(address, bytes));
  }

  /** Enqueues something with memory of the device, which must be there until it is done. */
  private void enqueueOnMemory(String name, Runnable action) {
    enqueue(name, () -> context.onMemory(name, action));
  }

  @Override
  public void copyToDevice(long target, MemorySegment source) {
    long bytes = source.byteSize();
    if (bytes == 0) {
      return;
    }
    var call = "GpuStream.copyToDevice";
    device(call, target, bytes);
    var from = context.isPinned(source) ? source : Arena.ofAuto().allocate(bytes).copyFrom(source);
    enqueueOnMemory(
        "a copy of " + bytes + " bytes to the device",
        () -> {
          var to = context.device().segment(target, bytes);
          context.device().noteCopy(target, bytes, true);
          to.copyFrom(from);
        });
  }

  @Override
  public void copyToHost(MemorySegment target, long source) {
    copyToHost(target, source, true);
  }

  @Override
  public void snapshot(MemorySegment target, long source) {
    copyToHost(target, source, false);
  }

  private void copyToHost(MemorySegment target, long source, boolean needsOrder) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("The target of a copy to the host is read-only.");
    }
    long bytes = target.byteSize();
    if (bytes == 0) {
      return;
    }
    var call = "GpuStream.copyToHost";
    device(call, source, bytes);
    boolean pinned = context.isPinned(target);
    // Other memory may be for the calling thread alone.
    var to = pinned ? target : Arena.ofAuto().allocate(bytes);
    enqueueOnMemory(
        "a copy of " + bytes + " bytes to the host",
        () -> {
          var from = context.device().segment(source, bytes);
          if (needsOrder) {
            context.device().noteCopy(source, bytes, false);
          }
          to.copyFrom(from);
        });
    if (!pinned) {
      synchronize();
      target.copyFrom(to);
    }
  }

  @Override
  public void copyOnDevice(long target, long source, long bytes) {
    if (bytes == 0) {
      return;
    }
    var call = "GpuStream.copyOnDevice";
    device(call, target, bytes);
    device(call, source, bytes);
    enqueueOnMemory(
        "a copy of " + bytes + " bytes on the device",
        () -> {
          var to = context.device().segment(target, bytes);
          var from = context.device().segment(source, bytes);
          context.device().noteCopy(source, bytes, false);
          context.device().noteCopy(target, bytes, true);
          to.copyFrom(from);
        });
  }

  @Override
  public void fill(long target, byte value, long bytes) {
    if (bytes == 0) {
      return;
    }
    device("GpuStream.fill", target, bytes);
    enqueueOnMemory(
        "a fill of " + bytes + " bytes",
        () -> {
          var to = context.device().segment(target, bytes);
          context.device().noteCopy(target, bytes, true);
          to.fill(value);
        });
  }

  // Events.

  @Override
  public void record(GpuEvent event) {
    var marked = (SimEvent) event;
    marked.checkOpen();
    var recording = new SimEvent.Recording();
    enqueue("an event", () -> recording.happen(context.time()));
    marked.recorded(recording);
  }

  @Override
  public void waitFor(GpuEvent event) {
    var awaited = (SimEvent) event;
    var recording = awaited.last();
    if (recording != null) {
      enqueue(
          "a wait for an event",
          () ->
              context
                  .monitor()
                  .await(
                      () ->
                          recording.happened() || !context.alive() || !awaited.context().alive()));
    }
  }

  // Waiting.

  @Override
  public boolean done() {
    if (closed) {
      throw new IllegalStateException("The stream was closed.");
    }
    context.check("GpuStream.done");
    context.enter();
    return pending == 0;
  }

  @Override
  public void synchronize() {
    if (!done()) {
      context.monitor().await(() -> pending == 0 || !context.alive());
      context.check("GpuStream.synchronize");
    }
  }

  @Override
  public boolean synchronize(Duration limit) {
    if (done()) {
      return true;
    }
    boolean over = context.monitor().await(() -> pending == 0 || !context.alive(), limit, true);
    context.check("GpuStream.synchronize");
    return over;
  }

  @Override
  public void close() {
    closed = true;
  }
}

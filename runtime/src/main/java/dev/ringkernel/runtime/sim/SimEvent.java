package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.GpuEvent;
import org.jspecify.annotations.Nullable;

/** An event with a time stamp. */
final class SimEvent implements GpuEvent {

  /** One recording, which streams that wait for it keep. */
  static final class Recording {
    private volatile boolean happened;
    private long time;

    void happen(long now) {
      time = now;
      happened = true;
    }

    boolean happened() {
      return happened;
    }
  }

  private final SimContext context;
  private volatile @Nullable Recording last;
  private volatile boolean closed;

  SimEvent(SimContext context) {
    context.enter();
    this.context = context;
  }

  /** Returns the last recording; null if there was none. */
  @Nullable Recording last() {
    checkOpen();
    return last;
  }

  void recorded(Recording recording) {
    last = recording;
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The event was closed.");
    }
  }

  SimContext context() {
    return context;
  }

  @Override
  public boolean done() {
    context.check("GpuEvent.done");
    var recording = last();
    context.enter();
    return recording == null || recording.happened();
  }

  @Override
  public void synchronize() {
    var recording = last();
    if (recording != null) {
      context.monitor().await(() -> recording.happened() || !context.alive());
    }
    context.check("GpuEvent.synchronize");
    context.enter();
  }

  @Override
  public double nanosSince(GpuEvent earlier) {
    context.enter();
    var from = ((SimEvent) earlier).last();
    var to = last();
    if (from == null || to == null || !from.happened() || !to.happened()) {
      throw SimResult.CUDA_ERROR_NOT_READY.failure(
          "GpuEvent.nanosSince", "One of the events has not happened", null);
    }
    return to.time - from.time;
  }

  @Override
  public void close() {
    closed = true;
  }
}

package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuEvent;

/** An event in another process. */
final class RemoteEvent extends Remote implements GpuEvent {
  private final RemoteGpu gpu;

  RemoteEvent(RemoteGpu gpu, Values made) {
    super(gpu.host(), made.longAt(0));
    this.gpu = gpu;
  }

  @Override
  String kind() {
    return "event";
  }

  @Override
  public boolean done() {
    return call(HostCall.EVENT_DONE).is(0);
  }

  @Override
  public void synchronize() {
    call(HostCall.EVENT_WAIT);
  }

  @Override
  public double nanosSince(GpuEvent earlier) {
    return call(HostCall.NANOS_SINCE, gpu.own(earlier)).get(0, Double.class);
  }

  @Override
  public void close() {
    giveBack();
  }
}

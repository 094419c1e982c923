package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuGraph;

/** A graph in another process. */
final class RemoteGraph extends Remote implements GpuGraph {

  RemoteGraph(DriverProcess host, Values made) {
    super(host, made.longAt(0));
  }

  @Override
  String kind() {
    return "graph";
  }

  @Override
  public void close() {
    giveBack();
  }
}

package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;

/** A module loaded in another process. */
final class RemoteModule extends Remote implements GpuModule {
  private final String log;

  RemoteModule(DriverProcess host, Values made) {
    super(host, made.longAt(0));
    this.log = made.get(1, String.class);
  }

  @Override
  String kind() {
    return "module";
  }

  @Override
  public GpuFunction function(String name) {
    return new RemoteFunction(this, name, call(HostCall.FUNCTION, name));
  }

  @Override
  public GlobalVariable global(String name) {
    return call(HostCall.GLOBAL, name).get(0, GlobalVariable.class);
  }

  @Override
  public String log() {
    return log;
  }

  @Override
  public void close() {
    giveBack();
  }
}

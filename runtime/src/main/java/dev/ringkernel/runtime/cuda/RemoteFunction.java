package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuFunction;

/** An entry of a module in another process; its handle ends with the module's. */
final class RemoteFunction extends Remote implements GpuFunction {
  private final RemoteModule module;
  private final String name;

  RemoteFunction(RemoteModule module, String name, Values made) {
    super(module.host(), made.longAt(0));
    this.module = module;
    this.name = name;
  }

  @Override
  String kind() {
    return "function " + name;
  }

  @Override
  long handle() {
    // Throws if the module was closed.
    module.handle();
    return super.handle();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FunctionAttributes attributes() {
    return call(HostCall.ATTRIBUTES).get(0, FunctionAttributes.class);
  }

  @Override
  public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
    return call(HostCall.MAX_BLOCKS, blockThreads, dynamicShared).intAt(0);
  }

  @Override
  public void allowDynamicShared(int bytes) {
    call(HostCall.ALLOW_SHARED, bytes);
  }

  @Override
  public void preferSharedCarveout(int percent) {
    call(HostCall.PREFER_CARVEOUT, percent);
  }
}

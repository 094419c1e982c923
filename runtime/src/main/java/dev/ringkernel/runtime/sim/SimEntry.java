package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.Dim3;
import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** An entry of a loaded module. */
final class SimEntry implements GpuFunction {
  private final SimContext context;
  private final SimCode module;
  private final SimKernel kernel;
  private final long[] sizes;
  private volatile int maxDynamicShared;

  /**
   * A launch that was checked.
   *
   * @param arguments the block of parameters, copied
   */
  record Prepared(SimEntry entry, LaunchConfig config, SimGrid grid, MemorySegment arguments) {}

  SimEntry(SimContext context, SimCode module, SimKernel kernel) {
    this.context = context;
    this.module = module;
    this.kernel = kernel;
    this.sizes = kernel.params().stream().mapToLong(SimKernel.Param::bytes).toArray();
    this.maxDynamicShared =
        Math.max(0, context.properties().sharedPerBlock() - kernel.staticShared());
  }

  SimKernel kernel() {
    return kernel;
  }

  /** Checks a launch and copies its arguments. */
  Prepared prepare(LaunchConfig config, @Nullable KernelParams params) {
    KernelParams.check(params, name(), sizes);
    module.checkOpen();
    context.enter();
    var grid =
        new SimGrid(
            new Dim3(config.gridX(), config.gridY(), config.gridZ()),
            new Dim3(config.blockX(), config.blockY(), config.blockZ()),
            null,
            config.dynamicShared(),
            config.cooperative());
    if (config.dynamicShared() > maxDynamicShared) {
      throw SimResult.CUDA_ERROR_INVALID_VALUE.failure(
          "GpuStream.launch", explain(context.properties(), config), null);
    }
    try {
      context.device().check(kernel, grid);
    } catch (SimException e) {
      throw SimResult.refused("GpuStream.launch", e, explain(context.properties(), config));
    }
    var values = new byte[kernel.paramBytes()];
    if (params != null) {
      MemorySegment.copy(params.values(), ValueLayout.JAVA_BYTE, 0, values, 0, values.length);
    }
    return new Prepared(this, config, grid, MemorySegment.ofArray(values));
  }

  @Override
  public String name() {
    return kernel.name();
  }

  @Override
  public FunctionAttributes attributes() {
    module.checkOpen();
    return new FunctionAttributes(
        kernel.registers(),
        kernel.localBytes(),
        kernel.staticShared(),
        0,
        maxDynamicShared,
        kernel.maxThreads(),
        module.architecture(),
        context.properties().computeCapability());
  }

  @Override
  public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
    if (blockThreads < 1 || dynamicShared < 0) {
      throw new IllegalArgumentException(
          "No block has " + blockThreads + " threads and " + dynamicShared + " shared bytes.");
    }
    context.enter();
    return context.device().maxBlocksPerSm(kernel, blockThreads, dynamicShared);
  }

  @Override
  public void allowDynamicShared(int bytes) {
    module.checkOpen();
    int most = context.properties().sharedPerBlockOptIn() - kernel.staticShared();
    if (bytes < 0 || bytes > most) {
      throw DriverException.of(
          "GpuFunction.allowDynamicShared",
          name() + " asks for " + bytes + " bytes of dynamic shared memory",
          "A block of it can have at most " + most + " on " + context.properties().name() + ".");
    }
    maxDynamicShared = bytes;
  }

  /** Checks the number; a simulated SM has no cache to split. */
  @Override
  public void preferSharedCarveout(int percent) {
    if (percent < -1 || percent > 100) {
      throw new IllegalArgumentException(
          "The carve-out is 0 to 100 per cent, or -1: " + percent + ".");
    }
    context.enter();
  }
}

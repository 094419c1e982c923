package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a loaded module. */
final class CudaFunction implements GpuFunction {
  private static final int MAX_DYNAMIC_SHARED = 8;
  private static final int SHARED_CARVEOUT = 9;

  private final CudaContext context;
  private final CudaModule module;
  private final GpuProperties properties;
  private final String name;
  private final long handle;

  /** The parameters' sizes in bytes; null where the driver cannot say. */
  private final long @Nullable [] parameters;

  CudaFunction(
      CudaContext context, CudaModule module, GpuProperties properties, String name, long handle) {
    this.context = context;
    this.module = module;
    this.properties = properties;
    this.name = name;
    this.handle = handle;
    if (context.cuda().has(DriverCall.FUNCTION_LOAD)) {
      context.call(DriverCall.FUNCTION_LOAD, handle);
    }
    this.parameters = context.cuda().has(DriverCall.FUNCTION_PARAMETER) ? parameterSizes() : null;
  }

  private long[] parameterSizes() {
    var sizes = new long[16];
    int count = 0;
    try (var arena = Arena.ofConfined()) {
      var offset = arena.allocate(8);
      var size = arena.allocate(8);
      while (true) {
        context.enter();
        int code =
            context
                .cuda()
                .call(
                    DriverCall.FUNCTION_PARAMETER, handle, count, offset.address(), size.address());
        if (code == CudaResult.CUDA_ERROR_INVALID_VALUE.code()) {
          return Arrays.copyOf(sizes, count);
        }
        context.check(DriverCall.FUNCTION_PARAMETER, code);
        if (count == sizes.length) {
          sizes = Arrays.copyOf(sizes, 2 * count);
        }
        sizes[count++] = size.get(ValueLayout.JAVA_LONG, 0);
      }
    }
  }

  /** Throws unless the arguments have the number and sizes of the entry's parameters. */
  void checkParameters(@Nullable KernelParams params) {
    long[] sizes = parameters;
    if (sizes == null) {
      return;
    }
    KernelParams.check(params, name, sizes);
  }

  /** Returns why a launch may have been refused, with the numbers that matter. */
  String explain(LaunchConfig config) {
    return explain(properties, config);
  }

  long handle() {
    if (module.closed()) {
      throw new IllegalStateException("The module of " + name + " was closed.");
    }
    return handle;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FunctionAttributes attributes() {
    return new FunctionAttributes(
        attribute(4), // NUM_REGS
        attribute(3), // LOCAL_SIZE_BYTES
        attribute(1), // SHARED_SIZE_BYTES
        attribute(2), // CONST_SIZE_BYTES
        attribute(MAX_DYNAMIC_SHARED),
        attribute(0), // MAX_THREADS_PER_BLOCK
        attribute(5), // PTX_VERSION
        attribute(6)); // BINARY_VERSION
  }

  private int attribute(int number) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.FUNCTION_ATTRIBUTE, out.address(), number, handle());
      return out.get(ValueLayout.JAVA_INT, 0);
    }
  }

  @Override
  public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
    if (blockThreads < 1 || dynamicShared < 0) {
      throw new IllegalArgumentException(
          "No block has " + blockThreads + " threads and " + dynamicShared + " shared bytes.");
    }
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.OCCUPANCY, out.address(), handle(), blockThreads, dynamicShared);
      return out.get(ValueLayout.JAVA_INT, 0);
    }
  }

  @Override
  public void allowDynamicShared(int bytes) {
    int most = properties.sharedPerBlockOptIn() - attributes().staticShared();
    if (bytes < 0 || bytes > most) {
      throw DriverException.of(
          "GpuFunction.allowDynamicShared",
          name + " asks for " + bytes + " bytes of dynamic shared memory",
          "A block of it can have at most " + most + " on " + properties.name() + ".");
    }
    context.call(DriverCall.FUNCTION_SET_ATTRIBUTE, handle(), MAX_DYNAMIC_SHARED, bytes);
  }

  @Override
  public void preferSharedCarveout(int percent) {
    if (percent < -1 || percent > 100) {
      throw new IllegalArgumentException(
          "The carve-out is 0 to 100 per cent, or -1: " + percent + ".");
    }
    context.call(DriverCall.FUNCTION_SET_ATTRIBUTE, handle(), SHARED_CARVEOUT, percent);
  }
}

package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A graph with one kernel node. */
final class CudaGraph implements GpuGraph {
  /** {@code CUDA_KERNEL_NODE_PARAMS_v2}. */
  private static final MemoryLayout NODE =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("func"),
          ValueLayout.JAVA_INT.withName("gridX"),
          ValueLayout.JAVA_INT.withName("gridY"),
          ValueLayout.JAVA_INT.withName("gridZ"),
          ValueLayout.JAVA_INT.withName("blockX"),
          ValueLayout.JAVA_INT.withName("blockY"),
          ValueLayout.JAVA_INT.withName("blockZ"),
          ValueLayout.JAVA_INT.withName("shared"),
          MemoryLayout.paddingLayout(4),
          ValueLayout.JAVA_LONG.withName("params"),
          ValueLayout.JAVA_LONG.withName("extra"),
          ValueLayout.JAVA_LONG.withName("kern"),
          ValueLayout.JAVA_LONG.withName("ctx"));

  private final CudaContext context;
  private final long graph;
  private final long executable;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaGraph(
      CudaContext context,
      CudaFunction function,
      LaunchConfig config,
      @Nullable KernelParams params) {
    if (config.cooperative()) {
      throw new IllegalArgumentException("A graph of one kernel is not cooperative: " + config);
    }
    function.checkParameters(params);
    this.context = context;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.GRAPH_CREATE, out.address(), 0);
      long made = out.get(ValueLayout.JAVA_LONG, 0);
      this.graph = made;
      try {
        var node = arena.allocate(NODE);
        node.set(ValueLayout.JAVA_LONG, offset("func"), function.handle());
        node.set(ValueLayout.JAVA_INT, offset("gridX"), config.gridX());
        node.set(ValueLayout.JAVA_INT, offset("gridY"), config.gridY());
        node.set(ValueLayout.JAVA_INT, offset("gridZ"), config.gridZ());
        node.set(ValueLayout.JAVA_INT, offset("blockX"), config.blockX());
        node.set(ValueLayout.JAVA_INT, offset("blockY"), config.blockY());
        node.set(ValueLayout.JAVA_INT, offset("blockZ"), config.blockZ());
        node.set(ValueLayout.JAVA_INT, offset("shared"), config.dynamicShared());
        node.set(
            ValueLayout.JAVA_LONG,
            offset("params"),
            params == null ? 0 : params.addresses().address());
        context.call(DriverCall.GRAPH_ADD_KERNEL, out.address(), graph, 0, 0, node.address());
        Reference.reachabilityFence(params);
        context.call(DriverCall.GRAPH_INSTANTIATE, out.address(), graph, 0);
        this.executable = out.get(ValueLayout.JAVA_LONG, 0);
      } catch (RuntimeException e) {
        context.release(DriverCall.GRAPH_DESTROY, made);
        throw e;
      }
    }
  }

  private static long offset(String field) {
    return NODE.byteOffset(MemoryLayout.PathElement.groupElement(field));
  }

  /** Returns the driver's handle of what can be launched. */
  long handle() {
    if (closed.get()) {
      throw new IllegalStateException("The graph was closed.");
    }
    return executable;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.release(DriverCall.GRAPH_EXEC_DESTROY, executable);
      context.release(DriverCall.GRAPH_DESTROY, graph);
    }
  }
}

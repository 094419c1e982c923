package dev.ringkernel.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;

/**
 * What a call is compared with: a kernel that does nothing, launched and waited for, through the
 * driver that the runtime uses.
 */
final class EmptyKernel {
  private static final String PTX =
      """
      .version 7.0
      .target sm_75
      .address_size 64
      .visible .entry empty()
      {
        ret;
      }
      """;

  private EmptyKernel() {}

  /**
   * Adds the rows {@code launch.sync} and {@code graph.sync}; nothing may be resident.
   *
   * @return the median of the first, in nanoseconds
   */
  static double measure(Gpu gpu, Plan plan, Results results) {
    try (GpuStream stream = gpu.newStream();
        GpuModule module = gpu.load(PTX.getBytes(US_ASCII), LoadOptions.DEFAULT)) {
      var function = module.function("empty");
      var config = LaunchConfig.of(1, 32);
      var params = KernelParams.of();
      try (GpuGraph graph = gpu.newGraph(function, config, params)) {
        double median =
            results
                .add(
                    Row.nanos(
                        "launch.sync",
                        Sampling.timed(
                            plan.samples(),
                            plan.rowNanos(),
                            i -> {
                              stream.launch(function, config, params);
                              stream.synchronize();
                            }),
                        "an empty kernel: launch and synchronise the stream"))
                .p50();
        results.add(
            Row.nanos(
                "graph.sync",
                Sampling.timed(
                    plan.samples(),
                    plan.rowNanos(),
                    i -> {
                      stream.launch(graph);
                      stream.synchronize();
                    }),
                "an empty kernel in a graph: launch and synchronise the stream"));
        return median;
      }
    }
  }
}

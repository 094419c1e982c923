package dev.ringkernel.runtime;

import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import org.jspecify.annotations.Nullable;

/** Finds the backend that a name means here. */
final class Backends {
  private Backends() {}

  /**
   * Opens a backend.
   *
   * @param name {@code auto}, {@code cuda} or {@code cpu}
   * @throws IllegalArgumentException for any other name
   * @throws dev.ringkernel.runtime.driver.DriverException if {@code cuda} is asked for and there is
   *     no usable GPU, with the reason
   */
  static Backend open(String name, int device) {
    Gpu gpu = gpu(name, device);
    return gpu == null ? new CpuBackend() : new GpuBackend(gpuName(), gpu);
  }

  /**
   * The GPU that a backend's name means here, opened; null for the CPU. Throws as {@link #open}.
   */
  static @Nullable Gpu gpu(String name, int device) {
    GpuDriver driver = CudaDriver.instance();
    return switch (name) {
      case "cpu" -> null;
      case "cuda" -> driver.open(device);
      case "auto" -> driver.availability().usable() ? driver.open(device) : null;
      default ->
          throw new IllegalArgumentException(
              "There is no backend '" + name + "'; there are auto, cuda and cpu.");
    };
  }

  static String gpuName() {
    return CudaDriver.instance().name();
  }
}

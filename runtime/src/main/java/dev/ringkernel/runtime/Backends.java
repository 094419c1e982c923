package dev.ringkernel.runtime;

import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.Availability;
import dev.ringkernel.runtime.driver.GpuDriver;

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
    return switch (name) {
      case "cpu" -> new CpuBackend();
      case "cuda" -> cuda(device);
      case "auto" -> {
        Availability availability = CudaDriver.instance().availability();
        yield availability.usable() ? cuda(device) : new CpuBackend();
      }
      default ->
          throw new IllegalArgumentException(
              "There is no backend '" + name + "'; there are auto, cuda and cpu.");
    };
  }

  private static Backend cuda(int device) {
    GpuDriver driver = CudaDriver.instance();
    return new GpuBackend(driver.name(), driver.open(device));
  }
}

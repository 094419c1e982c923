package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import java.util.Optional;

/** Collects what {@link Kernels} need; see {@link Kernels#builder()}. */
public final class KernelsBuilder {
  private String backend = System.getProperty(ActorSystemBuilder.BACKEND_PROPERTY, Backends.AUTO);
  private int device;

  KernelsBuilder() {}

  /** One of {@link Backends#names}; {@code auto} by default. */
  public KernelsBuilder backend(String name) {
    backend = name;
    return this;
  }

  /** Ordinal of the GPU. */
  public KernelsBuilder device(int ordinal) {
    device = ordinal;
    return this;
  }

  /**
   * Opens the backend.
   *
   * @throws IllegalArgumentException for another name, with those there are
   * @throws dev.ringkernel.runtime.driver.DriverException if a driver is asked for that has no such
   *     usable device, with the reason
   */
  public Kernels open() {
    Optional<GpuDriver> driver = Backends.driver(backend);
    if (driver.isEmpty()) {
      return Kernels.onCpu();
    }
    Gpu gpu = driver.get().open(device);
    return Kernels.onGpu(driver.get().name(), gpu, Residency.NONE, gpu);
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import org.jspecify.annotations.Nullable;

/** Collects what {@link Kernels} need; see {@link Kernels#builder()}. */
public final class KernelsBuilder {
  private String backend = System.getProperty(ActorSystemBuilder.BACKEND_PROPERTY, Backends.AUTO);
  private @Nullable GpuDriver driver;
  private int device;

  KernelsBuilder() {}

  /** One of {@link Backends#names}; {@code auto} by default. */
  public KernelsBuilder backend(String name) {
    backend = name;
    return this;
  }

  /** A driver instead of a backend's name. */
  public KernelsBuilder driver(GpuDriver chosen) {
    driver = chosen;
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
    GpuDriver chosen = driver == null ? Backends.driver(backend).orElse(null) : driver;
    if (chosen == null) {
      return Kernels.onCpu();
    }
    Gpu gpu = chosen.open(device);
    return Kernels.onGpu(chosen.name(), gpu, Residency.NONE, gpu);
  }
}

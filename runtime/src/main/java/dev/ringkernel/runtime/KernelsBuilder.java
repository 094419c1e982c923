package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.Gpu;

/** Collects what {@link Kernels} need; see {@link Kernels#builder()}. */
public final class KernelsBuilder {
  private String backend = System.getProperty(ActorSystemBuilder.BACKEND_PROPERTY, "auto");
  private int device;

  KernelsBuilder() {}

  /** {@code auto} (the GPU if there is a usable one, else the CPU), {@code cuda} or {@code cpu}. */
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
   * @throws IllegalArgumentException for another backend's name
   * @throws dev.ringkernel.runtime.driver.DriverException if {@code cuda} is asked for and there is
   *     no usable GPU, with the reason
   */
  public Kernels open() {
    Gpu gpu = Backends.gpu(backend, device);
    return gpu == null
        ? Kernels.onCpu()
        : Kernels.onGpu(Backends.gpuName(), gpu, Residency.NONE, gpu);
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.DeviceMemory;

/** Memory of a GPU. */
final class GpuArray<A> extends DeviceArray<A> {
  private final GpuKernels gpu;
  private final DeviceMemory memory;

  GpuArray(Kernels owner, GpuKernels gpu, Element element, int length) {
    super(owner, element, length);
    this.gpu = gpu;
    this.memory = gpu.allocate(Math.max(1, (long) length * element.bytes()));
  }

  long address() {
    return memory.address();
  }

  @Override
  void write(A source, int from, int at, int count) {
    gpu.write(address() + (long) at * element().bytes(), element(), source, from, count);
  }

  @Override
  void read(int from, A target, int at, int count) {
    gpu.read(address() + (long) from * element().bytes(), element(), target, at, count);
  }

  @Override
  void write(PinnedArray<A> source) {
    gpu.write(address(), source.segment());
  }

  @Override
  void read(PinnedArray<A> target) {
    gpu.read(address(), target.segment());
  }

  @Override
  void release() {
    gpu.release(memory);
  }
}

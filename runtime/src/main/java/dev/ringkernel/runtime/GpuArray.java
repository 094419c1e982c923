package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.DeviceMemory;

/** Memory of a GPU. */
final class GpuArray<A> extends DeviceArray<A> {
  private final StagedCopies copies;
  private final DeviceMemory memory;

  GpuArray(Kernels owner, StagedCopies copies, Element element, int length) {
    super(owner, element, length);
    this.copies = copies;
    this.memory = copies.allocate(Math.max(1, (long) length * element.bytes()));
  }

  long address() {
    return memory.address();
  }

  @Override
  void write(A source, int from, int at, int count) {
    copies.write(address() + (long) at * element().bytes(), element(), source, from, count);
  }

  @Override
  void read(int from, A target, int at, int count) {
    copies.read(address() + (long) from * element().bytes(), element(), target, at, count);
  }

  @Override
  void write(PinnedArray<A> source) {
    copies.write(address(), source.segment());
  }

  @Override
  void read(PinnedArray<A> target) {
    copies.read(address(), target.segment());
  }

  @Override
  void release() {
    copies.release(memory);
  }
}

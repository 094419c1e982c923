package dev.ringkernel.runtime;

import java.lang.reflect.Array;

/** A Java array that kernels run on directly. */
final class CpuArray<A> extends DeviceArray<A> {
  private final A array;

  @SuppressWarnings("unchecked")
  CpuArray(Kernels owner, Element element, int length) {
    super(owner, element, length);
    array = (A) Array.newInstance(element.type(false), length);
  }

  A array() {
    return array;
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy")
  void write(A source, int from, int at, int count) {
    System.arraycopy(source, from, array, at, count);
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy")
  void read(int from, A target, int at, int count) {
    System.arraycopy(array, from, target, at, count);
  }

  @Override
  void write(PinnedArray<A> source) {
    element().fromMemory(source.segment(), array, 0, length());
  }

  @Override
  void read(PinnedArray<A> target) {
    element().toMemory(array, 0, target.segment(), length());
  }

  @Override
  void release() {}
}

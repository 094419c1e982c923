package dev.ringkernel.runtime;

/**
 * An array that kernels read and write: memory of the device, or on the CPU backend a Java array on
 * which the kernel runs directly.
 *
 * <p>Made by {@link Kernels#array} and {@link Kernels#copyOf}, owned by whoever closes it, and at
 * last by its {@link Kernels}. Copies take their place among the launches of the same {@link
 * Kernels}: they see what launches before them wrote, and have happened when the call returns. Any
 * thread may use it; two that write at once get some order.
 *
 * @param <A> the Java array type, such as {@code float[]}
 */
public abstract sealed class DeviceArray<A> implements AutoCloseable permits CpuArray, GpuArray {
  private final Kernels owner;
  private final Element element;
  private final int length;
  private volatile boolean closed;

  DeviceArray(Kernels owner, Element element, int length) {
    this.owner = owner;
    this.element = element;
    this.length = length;
  }

  /** Number of elements. */
  public final int length() {
    return length;
  }

  /** Size in bytes, a {@code boolean} counted as one. */
  public final long bytes() {
    return (long) length * element.bytes();
  }

  final Kernels owner() {
    return owner;
  }

  final Element element() {
    return element;
  }

  final boolean isClosed() {
    return closed;
  }

  /**
   * Copies a whole Java array here.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public final void copyFrom(A source) {
    checkWhole(java.lang.reflect.Array.getLength(source), "the source");
    copyFrom(source, 0, 0, length);
  }

  /** Copies {@code count} elements of {@code source}, from {@code from} on, to {@code at} on. */
  public final void copyFrom(A source, int from, int at, int count) {
    checkOpen();
    java.util.Objects.checkFromIndexSize(from, count, java.lang.reflect.Array.getLength(source));
    java.util.Objects.checkFromIndexSize(at, count, length);
    write(source, from, at, count);
  }

  /**
   * Copies all elements into a Java array.
   *
   * @throws IllegalArgumentException if it has another length
   * @throws KernelFaultException if a launch before this faulted and nobody was told yet
   */
  public final void copyTo(A target) {
    checkWhole(java.lang.reflect.Array.getLength(target), "the target");
    copyTo(0, target, 0, length);
  }

  /**
   * Copies {@code count} elements from {@code from} on into {@code target}, to {@code at} on.
   *
   * @throws KernelFaultException if a launch before this faulted and nobody was told yet
   */
  public final void copyTo(int from, A target, int at, int count) {
    checkOpen();
    java.util.Objects.checkFromIndexSize(from, count, length);
    java.util.Objects.checkFromIndexSize(at, count, java.lang.reflect.Array.getLength(target));
    owner.throwPending();
    read(from, target, at, count);
  }

  /** Copies page-locked memory of the same length here, without staging. */
  public final void copyFrom(PinnedArray<A> source) {
    checkOpen();
    source.check(owner, element, length);
    write(source);
  }

  /**
   * Copies all elements into page-locked memory of the same length, without staging.
   *
   * @throws KernelFaultException if a launch before this faulted and nobody was told yet
   */
  public final void copyTo(PinnedArray<A> target) {
    checkOpen();
    target.check(owner, element, length);
    owner.throwPending();
    read(target);
  }

  /** A Java array with the elements; see {@link #copyTo}. */
  @SuppressWarnings("unchecked")
  public final A toArray() {
    A target = (A) java.lang.reflect.Array.newInstance(element.type(false), length);
    copyTo(target);
    return target;
  }

  /**
   * Sets every element.
   *
   * @param value of the element's type, or one that Java widens to it: {@code 1} for {@code float}
   */
  @SuppressWarnings("unchecked")
  public final void fill(Object value) {
    checkOpen();
    Object fitting = element.widen(value);
    if (fitting == null) {
      throw new IllegalArgumentException(
          "An array of "
              + element.text()
              + " cannot be filled with "
              + value
              + ", a "
              + value.getClass().getSimpleName()
              + ".");
    }
    int step = Math.min(length, 1 << 16);
    Object part = java.lang.reflect.Array.newInstance(element.type(false), step);
    for (int i = 0; i < step; i++) {
      java.lang.reflect.Array.set(part, i, fitting);
    }
    for (int at = 0; at < length; at += step) {
      write((A) part, 0, at, Math.min(step, length - at));
    }
  }

  abstract void write(A source, int from, int at, int count);

  abstract void read(int from, A target, int at, int count);

  abstract void write(PinnedArray<A> source);

  abstract void read(PinnedArray<A> target);

  abstract void release();

  final void checkOpen() {
    owner.checkOpen();
    if (closed) {
      throw new IllegalStateException("The " + this + " was closed.");
    }
  }

  private void checkWhole(int other, String what) {
    if (other != length) {
      throw new IllegalArgumentException(
          "The "
              + this
              + " cannot be copied whole: "
              + what
              + " has "
              + other
              + " elements. Name the ranges to copy a part.");
    }
  }

  /** Gives the memory back, once the launches so far have ended. Idempotent. */
  @Override
  public final void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    owner.forget(this);
    release();
  }

  /** What it is, for people: {@code array of 1024 float}. */
  @Override
  public final String toString() {
    return "array of " + length + " " + element.text();
  }
}

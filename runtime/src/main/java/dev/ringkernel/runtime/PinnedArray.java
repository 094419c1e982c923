package dev.ringkernel.runtime;

import java.lang.foreign.MemorySegment;

/**
 * Page-locked host memory, from and to which a {@link DeviceArray} is copied without staging. Made
 * by {@link Kernels#pinned}, and owned as a {@link DeviceArray} is. On the CPU backend it is plain
 * memory.
 *
 * @param <A> the Java array type, such as {@code float[]}
 */
public final class PinnedArray<A> implements AutoCloseable {
  private final Kernels owner;
  private final Element element;
  private final int length;
  private final MemorySegment segment;
  private final Runnable release;
  private volatile boolean closed;

  PinnedArray(Kernels owner, Element element, int length, MemorySegment segment, Runnable release) {
    this.owner = owner;
    this.element = element;
    this.length = length;
    this.segment = segment.asSlice(0, (long) length * element.bytes());
    this.release = release;
  }

  /** Number of elements. */
  public int length() {
    return length;
  }

  /** The memory in native byte order, elements without gaps, a {@code boolean} one byte. */
  public MemorySegment segment() {
    checkOpen();
    return segment;
  }

  /**
   * Copies a whole Java array here.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public void set(A source) {
    checkLength(java.lang.reflect.Array.getLength(source));
    element.toMemory(source, 0, segment(), length);
  }

  /**
   * Copies all elements into a Java array.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public void get(A target) {
    checkLength(java.lang.reflect.Array.getLength(target));
    element.fromMemory(segment(), target, 0, length);
  }

  /** Refuses a copy between this and an array of that kind. */
  void check(Kernels user, Element type, int elements) {
    checkOpen();
    if (owner != user) {
      throw new IllegalArgumentException(
          "The " + this + " belongs to other Kernels; make it from the same.");
    }
    if (element != type) {
      throw new IllegalArgumentException(
          "The " + this + " cannot be copied from or to an array of " + type.text() + ".");
    }
    checkLength(elements);
  }

  private void checkLength(int other) {
    if (other != length) {
      throw new IllegalArgumentException(
          "The " + this + " cannot be copied from or to " + other + " elements.");
    }
  }

  private void checkOpen() {
    owner.checkOpen();
    if (closed) {
      throw new IllegalStateException("The " + this + " was closed.");
    }
  }

  /**
   * Gives the memory back; beside a resident kernel its pages are freed at the next park or stop.
   * No thread may use the segment any more. Idempotent.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    owner.forget(this);
    release.run();
  }

  /** What it is, for people: {@code pinned array of 1024 float}. */
  @Override
  public String toString() {
    return "pinned array of " + length + " " + element.text();
  }
}

package dev.ringkernel.ptx.sim;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a foreign kernel: arrays of a primitive type, each a buffer, and numbers. A
 * reference changes the arrays as the kernel does the buffers.
 */
record ForeignArgs(List<Object> values) {

  /** All arrays copied. */
  ForeignArgs copy() {
    List<Object> copies = new ArrayList<>();
    for (Object value : values) {
      copies.add(value instanceof Number ? value : copy(value));
    }
    return new ForeignArgs(copies);
  }

  private static Object copy(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  int[] ints(int i) {
    return (int[]) values.get(i);
  }

  long[] longs(int i) {
    return (long[]) values.get(i);
  }

  float[] floats(int i) {
    return (float[]) values.get(i);
  }

  double[] doubles(int i) {
    return (double[]) values.get(i);
  }

  short[] shorts(int i) {
    return (short[]) values.get(i);
  }

  byte[] bytes(int i) {
    return (byte[]) values.get(i);
  }

  int number(int i) {
    return ((Number) values.get(i)).intValue();
  }

  /** The buffer of an array, as memory of the JVM. */
  static MemorySegment heap(Object array) {
    return switch (array) {
      case int[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case float[] a -> MemorySegment.ofArray(a);
      case double[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      case byte[] a -> MemorySegment.ofArray(a);
      default -> throw new IllegalArgumentException("no buffer: " + array);
    };
  }
}

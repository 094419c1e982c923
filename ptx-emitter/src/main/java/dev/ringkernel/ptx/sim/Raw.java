package dev.ringkernel.ptx.sim;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Native memory by address, unchecked: constants, so that the JIT makes each access a plain move.
 * Plain accesses may be misaligned; ordered ones may not.
 */
final class Raw {
  /** All of the address space: an offset into it is an address. */
  static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
  static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();

  private Raw() {}

  static byte get8(long at) {
    return ALL.get(ValueLayout.JAVA_BYTE, at);
  }

  static short get16(long at) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
  }

  static int get32(long at) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, at);
  }

  static long get64(long at) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
  }

  static void set8(long at, long value) {
    ALL.set(ValueLayout.JAVA_BYTE, at, (byte) value);
  }

  static void set16(long at, long value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) value);
  }

  static void set32(long at, long value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) value);
  }

  static void set64(long at, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
  }

  static byte acquire8(long at) {
    return (byte) BYTE.getVolatile(ALL, at);
  }

  static short acquire16(long at) {
    return (short) SHORT.getVolatile(ALL, at);
  }

  static int acquire32(long at) {
    return (int) INT.getVolatile(ALL, at);
  }

  static long acquire64(long at) {
    return (long) LONG.getVolatile(ALL, at);
  }

  static void release8(long at, long value) {
    BYTE.setRelease(ALL, at, (byte) value);
  }

  static void release16(long at, long value) {
    SHORT.setRelease(ALL, at, (short) value);
  }

  static void release32(long at, long value) {
    INT.setRelease(ALL, at, (int) value);
  }

  static void release64(long at, long value) {
    LONG.setRelease(ALL, at, value);
  }

  static boolean swap32(long at, long expected, long value) {
    return INT.compareAndSet(ALL, at, (int) expected, (int) value);
  }

  static boolean swap64(long at, long expected, long value) {
    return LONG.compareAndSet(ALL, at, expected, value);
  }

  static void copy(long from, long to, long bytes) {
    MemorySegment.copy(ALL, from, ALL, to, bytes);
  }

  static void read(long from, byte[] to, int bytes) {
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, from, to, 0, bytes);
  }

  static void write(long to, byte[] from) {
    MemorySegment.copy(from, 0, ALL, ValueLayout.JAVA_BYTE, to, from.length);
  }

  static void fill(long at, long bytes, byte value) {
    ALL.asSlice(at, bytes).fill(value);
  }
}

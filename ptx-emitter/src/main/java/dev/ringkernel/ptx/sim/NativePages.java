package dev.ringkernel.ptx.sim;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Pages from the operating system (Linux on x86-64): zeroed, and backed by memory when first
 * touched, so that addresses can be reserved by the gigabyte.
 */
final class NativePages {
  static final long PAGE = 4096;

  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
  private static final int DONTNEED = 4;

  private static final MethodHandle MMAP =
      function(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle MUNMAP =
      function(
          "munmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle MADVISE =
      function(
          "madvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));

  private NativePages() {}

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, type);
  }

  /** The least whole number of pages that holds {@code bytes}. */
  static long roundUp(long bytes) {
    return (bytes + PAGE - 1) & -PAGE;
  }

  /** The address of fresh zeroed pages. */
  static long map(long bytes) {
    try {
      long address =
          (long) MMAP.invokeExact(0L, bytes, READ_WRITE, PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
      if (address == -1) {
        throw new SimException(
            SimException.Reason.OUT_OF_MEMORY,
            "The operating system has no " + bytes + " bytes of addresses for the simulator.");
      }
      return address;
    } catch (SimException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mmap", e);
    }
  }

  /** The address of fresh zeroed pages that is a multiple of {@code alignment}, a power of two. */
  static long map(long bytes, long alignment) {
    if (alignment <= PAGE) {
      return map(bytes);
    }
    long all = map(bytes + alignment);
    long start = (all + alignment - 1) & -alignment;
    if (start > all) {
      unmap(all, start - all);
    }
    unmap(start + bytes, all + alignment - start);
    return start;
  }

  /** Gives the memory behind pages back; they stay readable, as zeros. */
  static void discard(long address, long bytes) {
    try {
      check("madvise", address, (int) MADVISE.invokeExact(address, bytes, DONTNEED));
    } catch (Throwable e) {
      throw new IllegalStateException("madvise", e);
    }
  }

  /** Gives pages back. */
  static void unmap(long address, long bytes) {
    try {
      check("munmap", address, (int) MUNMAP.invokeExact(address, bytes));
    } catch (Throwable e) {
      throw new IllegalStateException("munmap", e);
    }
  }

  private static void check(String call, long address, int result) {
    if (result != 0) {
      throw new IllegalStateException(call + " of 0x" + Long.toHexString(address) + " failed");
    }
  }
}

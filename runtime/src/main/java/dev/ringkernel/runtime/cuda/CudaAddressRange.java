package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DriverException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Reserved addresses, filled piece by piece with physical memory of the device. */
final class CudaAddressRange implements AddressRange {
  /** {@code CUmemAllocationProp}. */
  private static final MemoryLayout PROPERTIES =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT.withName("type"),
          ValueLayout.JAVA_INT.withName("requestedHandleTypes"),
          ValueLayout.JAVA_INT.withName("locationType"),
          ValueLayout.JAVA_INT.withName("locationId"),
          ValueLayout.JAVA_LONG.withName("win32HandleMetaData"),
          MemoryLayout.sequenceLayout(8, ValueLayout.JAVA_BYTE).withName("allocFlags"));

  /** {@code CUmemAccessDesc}. */
  private static final MemoryLayout ACCESS =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT.withName("locationType"),
          ValueLayout.JAVA_INT.withName("locationId"),
          ValueLayout.JAVA_INT.withName("flags"));

  private static final int PINNED = 1;
  private static final int ON_DEVICE = 1;
  private static final int READ_WRITE = 3;
  private static final int GRANULARITY_RECOMMENDED = 1;

  private final CudaContext context;
  private final long address;
  private final long capacity;
  private final long granularity;
  private final List<Long> pieces = new ArrayList<>();
  private volatile long mapped;
  private boolean closed;

  CudaAddressRange(CudaContext context, long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("A range has at least 1 byte: " + maxBytes + ".");
    }
    this.context = context;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(
          DriverCall.RANGE_GRANULARITY,
          out.address(),
          properties(arena).address(),
          GRANULARITY_RECOMMENDED);
      this.granularity = out.get(ValueLayout.JAVA_LONG, 0);
      this.capacity = roundUp(maxBytes);
      context.call(DriverCall.RANGE_RESERVE, out.address(), capacity, 0, 0, 0);
      this.address = out.get(ValueLayout.JAVA_LONG, 0);
    }
    context.ranges().add(this);
  }

  private long roundUp(long bytes) {
    return Math.multiplyExact(Math.ceilDiv(bytes, granularity), granularity);
  }

  private MemorySegment properties(Arena arena) {
    var properties = arena.allocate(PROPERTIES);
    properties.set(ValueLayout.JAVA_INT, offset(PROPERTIES, "type"), PINNED);
    properties.set(ValueLayout.JAVA_INT, offset(PROPERTIES, "locationType"), ON_DEVICE);
    properties.set(ValueLayout.JAVA_INT, offset(PROPERTIES, "locationId"), context.device());
    return properties;
  }

  /** Returns the descriptor of full access by a device. */
  static MemorySegment access(Arena arena, int device) {
    var access = arena.allocate(ACCESS);
    access.set(ValueLayout.JAVA_INT, offset(ACCESS, "locationType"), ON_DEVICE);
    access.set(ValueLayout.JAVA_INT, offset(ACCESS, "locationId"), device);
    access.set(ValueLayout.JAVA_INT, offset(ACCESS, "flags"), READ_WRITE);
    return access;
  }

  private static long offset(MemoryLayout layout, String field) {
    return layout.byteOffset(MemoryLayout.PathElement.groupElement(field));
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public long mapped() {
    return mapped;
  }

  @Override
  public long granularity() {
    return granularity;
  }

  @Override
  public synchronized long grow(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("A range grows by at least 1 byte: " + bytes + ".");
    }
    if (closed) {
      throw new IllegalStateException("The range was closed.");
    }
    long piece = bytes > capacity ? Long.MAX_VALUE : roundUp(bytes);
    if (piece > capacity - mapped) {
      throw DriverException.of(
          "AddressRange.grow",
          bytes + " bytes more do not fit: " + mapped + " of " + capacity + " are in use",
          "Reserve a larger range when the system starts.");
    }
    long at = address + mapped;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.RANGE_CREATE, out.address(), piece, properties(arena).address(), 0);
      long memory = out.get(ValueLayout.JAVA_LONG, 0);
      try {
        context.call(DriverCall.RANGE_MAP, at, piece, 0, memory, 0);
      } finally {
        // The mapping keeps the memory; without one this frees it.
        context.release(DriverCall.RANGE_RELEASE, memory);
      }
      try {
        share(arena, at, piece, context.device());
        for (int peer : context.peers()) {
          share(arena, at, piece, peer);
        }
      } catch (DriverException e) {
        context.release(DriverCall.RANGE_UNMAP, at, piece);
        throw e;
      }
    }
    pieces.add(piece);
    mapped += piece;
    return mapped;
  }

  private void share(Arena arena, long at, long bytes, int device) {
    context.call(DriverCall.RANGE_SET_ACCESS, at, bytes, access(arena, device).address(), 1);
  }

  /** Lets another device use what is mapped so far; {@link #grow} shares the rest. */
  synchronized void share(int peer) {
    if (!closed && mapped > 0) {
      try (var arena = Arena.ofConfined()) {
        share(arena, address, mapped, peer);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    context.ranges().remove(this);
    long at = address;
    for (long piece : pieces) {
      context.release(DriverCall.RANGE_UNMAP, at, piece);
      at += piece;
    }
    context.release(DriverCall.RANGE_FREE, address, capacity);
  }
}

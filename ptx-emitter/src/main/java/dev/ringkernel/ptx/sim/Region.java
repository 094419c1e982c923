package dev.ringkernel.ptx.sim;

/**
 * A range of native memory that kernels may reach. Whoever holds one may keep it: when the memory
 * is freed the length becomes 0, so that no cached region lets an access through.
 */
final class Region {

  /** What the memory is. */
  enum Kind {
    /** Of a device. */
    GLOBAL,
    /** Of a device, not written by kernels. */
    CONST,
    /** The arguments of a launch. */
    PARAM,
    /** The JVM's own, registered. */
    HOST
  }

  final Kind kind;

  /** Ordinal of the device it belongs to; -1 for the host's. */
  final int owner;

  final long start;

  /** Plain, since a late sight of a change is what a device has too. */
  long length;

  /** Whole pages behind it, that the map gives back; 0 for memory of somebody else. */
  final long pages;

  Region(Kind kind, int owner, long start, long length, long pages) {
    this.kind = kind;
    this.owner = owner;
    this.start = start;
    this.length = length;
    this.pages = pages;
  }

  /** Whether {@code bytes} bytes at {@code address} lie within. */
  boolean holds(long address, long bytes) {
    long at = address - start;
    return (at | (length - bytes - at)) >= 0;
  }
}

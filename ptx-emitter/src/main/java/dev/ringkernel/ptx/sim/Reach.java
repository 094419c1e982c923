package dev.ringkernel.ptx.sim;

/**
 * The region that an instruction last reached: most reach one for ever. Lanes of several threads
 * write it without order, since any region that it may hold is right or empty.
 */
final class Reach {
  private static final Region NOTHING = new Region(Region.Kind.GLOBAL, -1, 0, 0, 0);

  private Region region = NOTHING;

  private final boolean writes;

  Reach(boolean writes) {
    this.writes = writes;
  }

  /** The region of global memory that was last reached. */
  Region region() {
    return region;
  }

  boolean writes() {
    return writes;
  }

  /**
   * The native address of {@code bytes} bytes of global memory.
   *
   * @param bytes a power of two; also the alignment
   */
  long global(Lane t, long address, int bytes) {
    Region known = region;
    long at = address - known.start;
    if (((at | (known.length - bytes - at)) >>> 63 | (address & (bytes - 1))) != 0) {
      find(t, address, bytes);
    }
    return address;
  }

  private void find(Lane t, long address, int bytes) {
    aligned(address, address, bytes);
    MemoryMap memory = t.block.launch.device.machine().memory();
    Region found = memory.find(address);
    if (found == null && memory.wasFreed(address)) {
      throw new LaneFault(
              SimFault.Kind.ILLEGAL_ADDRESS,
              address,
              action()
                  + " of "
                  + bytes
                  + " bytes at 0x"
                  + Long.toHexString(address)
                  + ", in memory that was freed")
          .ofFreed();
    }
    if (found == null || !found.holds(address, bytes)) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_ADDRESS,
          address,
          action()
              + " of "
              + bytes
              + " bytes at 0x"
              + Long.toHexString(address)
              + (found == null || found.length == 0
                  ? ", where there is no memory"
                  : ", but the memory there ends at 0x"
                      + Long.toHexString(found.start + found.length)));
    }
    if (!t.block.launch.device.reaches(found)) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_ADDRESS,
          address,
          action()
              + " at 0x"
              + Long.toHexString(address)
              + ", memory of device "
              + found.owner
              + " to which no peer access was enabled");
    }
    if (writes && (found.kind == Region.Kind.CONST || found.kind == Region.Kind.PARAM)) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_ADDRESS,
          address,
          "store at 0x"
              + Long.toHexString(address)
              + " into "
              + (found.kind == Region.Kind.CONST ? "constant memory" : "the kernel's parameters")
              + ", which kernels only read");
    }
    region = found;
  }

  /** The native address of a generic one. */
  long generic(Lane t, long address, int bytes) {
    if (address >>> 48 == 0) {
      return global(t, address, bytes);
    }
    if (Windows.isShared(address)) {
      return cluster(t, Windows.within(address), bytes);
    }
    if (Windows.isLocal(address)) {
      return local(t, Windows.within(address), bytes);
    }
    return global(t, address, bytes);
  }

  /** The native address of the block's own shared memory. */
  long shared(Lane t, long address, int bytes) {
    long at = address - t.sharedStart;
    if (((at | (t.sharedBytes - bytes - at)) >>> 63 | (address & (bytes - 1))) != 0) {
      aligned(address, address, bytes);
      throw outside(
          address,
          bytes,
          address >>> Windows.RANK_SHIFT == t.block.rank
              ? "shared memory"
              : "the block's own shared memory; that of another is reached as .shared::cluster");
    }
    return t.sharedNative + at;
  }

  /** The native address of shared memory of any block of the cluster. */
  long cluster(Lane t, long address, int bytes) {
    long rank = address >>> Windows.RANK_SHIFT;
    if (rank == t.block.rank) {
      return shared(t, address, bytes);
    }
    aligned(address, address, bytes);
    Block other = t.block.cluster.block(rank);
    if (other == null || !other.holdsShared(address, bytes)) {
      throw outside(address, bytes, "the cluster's shared memory");
    }
    if (other.ended()) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_ADDRESS,
          address,
          action() + " in shared memory of block " + other.index() + ", which has ended");
    }
    return other.sharedNative() + (address - other.sharedStart());
  }

  /** The native address of the thread's local memory. */
  long local(Lane t, long address, int bytes) {
    if (((address | (t.localBytes - bytes - address)) >>> 63 | (address & (bytes - 1))) != 0) {
      aligned(address, Windows.LOCAL | address, bytes);
      throw outside(address, bytes, "the thread's " + t.localBytes + " bytes of local memory");
    }
    return t.local + address;
  }

  private void aligned(long within, long address, int bytes) {
    if ((within & (bytes - 1)) != 0) {
      throw new LaneFault(
          SimFault.Kind.MISALIGNED_ADDRESS,
          address,
          action()
              + " of "
              + bytes
              + " bytes at 0x"
              + Long.toHexString(within)
              + ", which is no multiple of "
              + bytes);
    }
  }

  private LaneFault outside(long address, int bytes, String what) {
    return new LaneFault(
        SimFault.Kind.ILLEGAL_ADDRESS,
        address,
        action()
            + " of "
            + bytes
            + " bytes at 0x"
            + Long.toHexString(address)
            + ", outside "
            + what);
  }

  private String action() {
    return writes ? "store" : "load";
  }
}

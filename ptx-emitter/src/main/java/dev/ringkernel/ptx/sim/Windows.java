package dev.ringkernel.ptx.sim;

/**
 * Generic addresses that are no native ones. No process has addresses of this size, so the upper 16
 * bits tell what an address is.
 */
final class Windows {
  /** Shared memory: the low 32 bits are the address within the state space. */
  static final long SHARED = 0x7f00L << 48;

  /** Local memory of the thread that looks. */
  static final long LOCAL = 0x7f01L << 48;

  /** Functions: the low bits are 16 times the function's number, counted from 1. */
  static final long CODE = 0x7f02L << 48;

  /** In an address of shared memory, the rank of its block in the cluster starts at this bit. */
  static final int RANK_SHIFT = 24;

  /** Where a block's own shared memory starts, behind what the system keeps. */
  static final int SHARED_START = 1024;

  private Windows() {}

  static boolean isShared(long address) {
    return address >>> 48 == SHARED >>> 48;
  }

  static boolean isLocal(long address) {
    return address >>> 48 == LOCAL >>> 48;
  }

  /** The address within the state space. */
  static long within(long generic) {
    return generic & 0xffffffffL;
  }

  static long function(int number) {
    return CODE | (number + 1L) << 4;
  }

  /** The number of the function at {@code address}; below 0 where it is none. */
  static long functionNumber(long address) {
    return (address & 0xf) == 0 && address >>> 48 == CODE >>> 48 ? (within(address) >>> 4) - 1 : -1;
  }
}

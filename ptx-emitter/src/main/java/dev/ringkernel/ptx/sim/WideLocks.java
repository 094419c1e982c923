package dev.ringkernel.ptx.sim;

/**
 * Makes accesses of 128 bits atomic among the simulator's threads, which the JVM cannot. The JVM
 * beside sees two halves of 64 bits.
 */
final class WideLocks {
  private static final Object[] LOCKS = new Object[64];

  static {
    for (int i = 0; i < LOCKS.length; i++) {
      LOCKS[i] = new Object();
    }
  }

  private WideLocks() {}

  static Object of(long address) {
    return LOCKS[(int) (address >>> 4) & LOCKS.length - 1];
  }
}

package dev.ringkernel.ptx.sim.alu;

/** Cuts and extends raw bits. */
final class Bits {
  private Bits() {}

  /** The lowest {@code width} bits, for a width of 1 to 64. */
  static long mask(int width) {
    return -1L >>> (64 - width);
  }

  /** The lowest {@code width} bits as a signed number. */
  static long signed(long bits, int width) {
    return bits << (64 - width) >> (64 - width);
  }
}

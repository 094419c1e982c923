package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;

/** Plain words that one thread owns, or that were published to it by an acquire. */
final class Word {
  private Word() {}

  static long get(long address) {
    return Memory.ld(address);
  }

  static void put(long address, long value) {
    Memory.st(address, value);
  }

  static void add(long address, long amount) {
    put(address, get(address) + amount);
  }
}

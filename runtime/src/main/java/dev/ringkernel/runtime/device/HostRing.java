package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * The device-to-host ring: tickets in device memory, slots in mapped host memory, read by the JVM's
 * poller.
 */
final class HostRing {
  private HostRing() {}

  /** Puts a message in; false if the host has left no room. */
  @NoInline
  static boolean put(
      long arena, long h0, long h1, long h2, long h3, long[] from, int at, int words) {
    long slots = Word.get(arena + SystemBlock.D2H_SLOTS);
    long tail = Memory.ldRelaxedGpu(arena + SystemBlock.D2H_TAIL);
    while (true) {
      long head = Memory.ldAcquireGpu(arena + SystemBlock.D2H_HEAD);
      if (tail - head >= slots) {
        long now = Memory.ldAcquireSys(Word.get(arena + SystemBlock.HOST_D2H_HEAD));
        long latest = Memory.ldRelaxedGpu(arena + SystemBlock.D2H_TAIL);
        if (now == head && latest == tail) {
          return false;
        }
        // Passed on to the others; who is not the first to do so need not.
        Memory.atomCasReleaseGpu(arena + SystemBlock.D2H_HEAD, head, now);
        tail = latest;
      } else {
        long seen = Memory.atomCasRelaxedGpu(arena + SystemBlock.D2H_TAIL, tail, tail + 1);
        if (seen == tail) {
          break;
        }
        tail = seen;
      }
    }
    long stride = Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES;
    long slot = Word.get(arena + SystemBlock.HOST_D2H) + (tail & (slots - 1)) * stride;
    Slot.write(slot, Slot.phaseOf(tail, slots), h0, h1, h2, h3, from, at, words);
    return true;
  }
}

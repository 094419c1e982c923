package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * What workers tell the supervisor: the slot of an actor that failed or ended. Same form as a
 * {@link ReadyQueue}.
 */
final class EventQueue {
  private EventQueue() {}

  private static long entry(long arena, long position) {
    return arena
        + Word.get(arena + SystemBlock.EVENT_OFFSET)
        + (position & (Word.get(arena + SystemBlock.EVENT_SLOTS) - 1)) * 8;
  }

  @NoInline
  static void push(long arena, long slot) {
    long position = Memory.atomAddRelaxedGpu(arena + SystemBlock.EVENT_TAIL, 1L);
    long phase = Slot.phaseOf(position, Word.get(arena + SystemBlock.EVENT_SLOTS));
    Memory.stReleaseGpu(entry(arena, position), (slot << 1) | phase);
  }

  /** Takes the next event's slot, or −1. Supervisor only. */
  static long pop(long arena) {
    long head = Word.get(arena + SystemBlock.EVENT_HEAD);
    long value = Memory.ldAcquireGpu(entry(arena, head));
    if ((value & 1) != Slot.phaseOf(head, Word.get(arena + SystemBlock.EVENT_SLOTS))) {
      return -1;
    }
    Word.put(arena + SystemBlock.EVENT_HEAD, head + 1);
    return value >>> 1;
  }
}

package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * An actor's bounded ring of slots in device memory: many senders, read by the home worker alone.
 */
final class Mailbox {
  /** Slots of a mailbox that messages from the host may not take, so that device senders get on. */
  static final int RESERVED = 4;

  private Mailbox() {}

  private static long slot(long arena, long control, long position) {
    return arena
        + Word.get(control + ControlBlock.MAILBOX_OFFSET)
        + (position & (Word.get(arena + SystemBlock.MAILBOX_SLOTS) - 1))
            * (Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES);
  }

  /**
   * Puts a message in and schedules the actor.
   *
   * @param reserve slots that must stay free
   * @return false if there is no room
   */
  @NoInline
  static boolean put(
      long arena,
      long actor,
      long control,
      int reserve,
      long h0,
      long h1,
      long h2,
      long h3,
      long[] from,
      int at,
      int words) {
    long slots = Word.get(arena + SystemBlock.MAILBOX_SLOTS);
    long tail = Memory.ldRelaxedGpu(control + ControlBlock.MAILBOX_TAIL);
    while (true) {
      long head = Memory.ldAcquireGpu(control + ControlBlock.MAILBOX_HEAD);
      if (tail - head >= slots - reserve) {
        long now = Memory.ldRelaxedGpu(control + ControlBlock.MAILBOX_TAIL);
        if (now == tail) {
          return false;
        }
        tail = now;
      } else {
        long seen = Memory.atomCasRelaxedGpu(control + ControlBlock.MAILBOX_TAIL, tail, tail + 1);
        if (seen == tail) {
          break;
        }
        tail = seen;
      }
    }
    Slot.writeMailbox(
        slot(arena, control, tail), Slot.phaseOf(tail, slots), h0, h1, h2, h3, from, at, words);
    ReadyQueue.schedule(arena, actor, control);
    return true;
  }

  static boolean isEmpty(long control) {
    return Memory.ldRelaxedGpu(control + ControlBlock.MAILBOX_TAIL)
        == Word.get(control + ControlBlock.MAILBOX_HEAD);
  }

  /**
   * Copies the oldest message out in natural form and frees its slot; false if there is none
   * complete.
   */
  static boolean take(long arena, long control, long[] into, int at) {
    long head = Word.get(control + ControlBlock.MAILBOX_HEAD);
    long slots = Word.get(arena + SystemBlock.MAILBOX_SLOTS);
    if (!Slot.read(slot(arena, control, head), Slot.phaseOf(head, slots), into, at)) {
      return false;
    }
    Memory.stReleaseGpu(control + ControlBlock.MAILBOX_HEAD, head + 1);
    return true;
  }
}

package dev.ringkernel.runtime.device;

import dev.ringkernel.device.NoInline;

/**
 * Reply slots in mapped host memory: the caller named one in its message and alone polls it, so a
 * reply never waits for room.
 */
final class Replies {
  private Replies() {}

  private static void write(
      long arena, long correlation, long self, long h0, long[] from, int at, int words) {
    long index = correlation >>> 40;
    if (index >= Word.get(arena + SystemBlock.REPLY_SLOTS)) {
      return; // not a slot the host gave out: nobody waits there
    }
    long stride = Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES;
    long slot = Word.get(arena + SystemBlock.HOST_REPLIES) + index * stride;
    Slot.write(slot, correlation & 1, h0, 0, self, correlation, from, at, words);
  }

  static void reply(long arena, long correlation, long self, long type, long[] from, int words) {
    write(arena, correlation, self, Slot.word0(Slot.FLAG_REPLY, type, words), from, 0, words);
  }

  /** Ends a call without a reply. */
  @NoInline
  static void refuse(long arena, long correlation, long self, long fault, long reason) {
    long[] why = new long[2];
    why[0] = fault;
    why[1] = reason;
    write(arena, correlation, self, Slot.word0(Slot.FLAG_REPLY | Slot.FLAG_FAULT, 0, 2), why, 0, 2);
  }
}

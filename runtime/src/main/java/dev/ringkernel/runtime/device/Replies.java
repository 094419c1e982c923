package dev.ringkernel.runtime.device;

import dev.ringkernel.device.NoInline;

/**
 * Reply slots in mapped host memory: the caller named one in its message and alone polls it, so a
 * reply never waits for room.
 */
final class Replies {
  private Replies() {}

  /** Answers a call; for the executor, which has what it takes in shared memory. */
  static void reply(long correlation, long self, long type, long[] from, int words, long[] shared) {
    long index = correlation >>> 40;
    if (index < BlockWords.config(shared, SystemBlock.REPLY_SLOTS)) {
      long stride = BlockWords.config(shared, SystemBlock.LINES) * Slot.LINE_BYTES;
      Slot.write(
          BlockWords.config(shared, SystemBlock.HOST_REPLIES) + index * stride,
          correlation & 1,
          Slot.word0(Slot.FLAG_REPLY, type, words),
          0,
          self,
          correlation,
          from,
          0,
          words);
    }
  }

  /** Ends a call without a reply. */
  @NoInline
  static void refuse(long arena, long correlation, long self, long fault, long reason) {
    long[] why = new long[2];
    why[0] = fault;
    why[1] = reason;
    long index = correlation >>> 40;
    if (index < Word.get(arena + SystemBlock.REPLY_SLOTS)) { // else it is no slot of the host's
      long stride = Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES;
      Slot.write(
          Word.get(arena + SystemBlock.HOST_REPLIES) + index * stride,
          correlation & 1,
          Slot.word0(Slot.FLAG_REPLY | Slot.FLAG_FAULT, 0, 2),
          0,
          self,
          correlation,
          why,
          0,
          2);
    }
  }
}

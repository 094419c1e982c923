package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * What cannot be delivered: counted always, copied to the host where there is room, and a waiting
 * caller is told.
 */
final class DeadLetters {
  private DeadLetters() {}

  /**
   * Ends a message. Lanes of one block may do so at once.
   *
   * @param block the worker that does so
   * @param fault the fault word, 0 unless the reason is {@link Reason#FAULT}
   * @param from holds the payload from index {@code at}
   */
  @NoInline
  static void add(
      long arena,
      long block,
      long reason,
      long fault,
      long h0,
      long h1,
      long h2,
      long h3,
      long[] from,
      int at,
      int words) {
    Memory.atomAddRelaxedCta(block + WorkerBlock.DEAD + reason * 8, 1L);
    // The copy's correlation word says why: a caller is told by its reply slot.
    if (!HostRing.put(arena, h0 | Slot.FLAG_DEAD, h1, h2, (fault << 8) | reason, from, at, words)) {
      Memory.atomAddRelaxedCta(block + WorkerBlock.UNRECORDED, 1L);
    }
    if ((h0 & Slot.FLAG_CALL) != 0) {
      Replies.refuse(arena, h3, h1, fault, reason);
    }
  }

  /** Ends a message in natural form that starts at index {@code at}. */
  @NoInline
  static void addNatural(long arena, long block, long reason, long fault, long[] message, int at) {
    long h0 = message[at];
    add(
        arena,
        block,
        reason,
        fault,
        h0,
        message[at + 1],
        message[at + 2],
        message[at + 3],
        message,
        at + Slot.HEADER_WORDS,
        Slot.payloadWords(Slot.lines(h0)));
  }
}

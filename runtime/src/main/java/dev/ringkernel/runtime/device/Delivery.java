package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * Sends from handlers: to a mailbox on the device or to the host, now or through the sender's
 * outbox; never waiting.
 */
final class Delivery {
  /** No room at the receiver for now. */
  static final int FULL = -1;

  private Delivery() {}

  /** Tries to hand a message over: 0, {@link #FULL}, or the {@link Reason} why it never will be. */
  static int deliver(
      long arena, long h0, long h1, long h2, long h3, long[] from, int at, int words) {
    if (ActorId.device(h1) == ActorId.HOST) {
      return HostRing.put(arena, h0, h1, h2, h3, from, at, words) ? 0 : FULL;
    }
    long slot = ActorId.slot(h1);
    if (h1 == 0 || slot >= Word.get(arena + SystemBlock.ACTORS)) {
      return Reason.INVALID_TARGET;
    }
    long control = ControlBlock.at(arena, slot);
    if (!takes(control, h1, Memory.ldAcquireGpu(control + ControlBlock.STATE))
        && !takesAfterAll(control, h1)) {
      return Reason.INVALID_TARGET;
    }
    return Mailbox.put(arena, slot, control, 0, h0, h1, h2, h3, from, at, words) ? 0 : FULL;
  }

  /** Whether a control block is that of an actor which, with this state, takes messages. */
  private static boolean takes(long control, long id, long word) {
    long state = ActorState.of(word);
    return (state == ActorState.ACTIVE || state == ActorState.FAILED)
        && Memory.ldRelaxedGpu(control + ControlBlock.ID) == id;
  }

  /** The same by the youngest state. */
  @NoInline
  private static boolean takesAfterAll(long control, long id) {
    return takes(control, id, ControlBlock.latestState(control));
  }

  private static long entry(long arena, long control, long position) {
    return arena
        + Word.get(control + ControlBlock.OUTBOX_OFFSET)
        + (position & (Word.get(arena + SystemBlock.OUTBOX_SLOTS) - 1))
            * (Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES);
  }

  static boolean outboxEmpty(long control) {
    return Word.get(control + ControlBlock.OUTBOX_HEAD)
        == Memory.ldRelaxedCta(control + ControlBlock.OUTBOX_TAIL);
  }

  /** Parks a message in the outbox; false if that is full. Lanes of one block may do so at once. */
  @NoInline
  static boolean park(long arena, long control, long h0, long h1, long h2, long[] from, int words) {
    long slots = Word.get(arena + SystemBlock.OUTBOX_SLOTS);
    long head = Word.get(control + ControlBlock.OUTBOX_HEAD);
    long tail = Memory.ldRelaxedCta(control + ControlBlock.OUTBOX_TAIL);
    while (true) {
      if (tail - head >= slots) {
        return false;
      }
      long seen = Memory.atomCasRelaxedCta(control + ControlBlock.OUTBOX_TAIL, tail, tail + 1);
      if (seen == tail) {
        break;
      }
      tail = seen;
    }
    long entry = entry(arena, control, tail);
    Word.put(entry, h0);
    Word.put(entry + 8, h1);
    Word.put(entry + 16, h2);
    Word.put(entry + 24, 0);
    for (int i = 0; i < words; i++) {
      Word.put(entry + 32 + i * 8, from[i]);
    }
    for (int i = words; i < Slot.payloadWords(Slot.lines(h0)); i++) {
      Word.put(entry + 32 + i * 8, 0);
    }
    return true;
  }

  /** Copies the outbox's head into {@code into} in natural form. */
  private static void peek(long arena, long control, long[] into, int at) {
    long entry = entry(arena, control, Word.get(control + ControlBlock.OUTBOX_HEAD));
    int words = Slot.HEADER_WORDS + Slot.payloadWords(Slot.lines(Word.get(entry)));
    for (int i = 0; i < words; i++) {
      into[at + i] = Word.get(entry + i * 8);
    }
  }

  /**
   * Hands over what the outbox holds, as far as there is room. A head that found none for longer
   * than the patience becomes a dead letter.
   *
   * @param message scratch for one message from index {@code at}
   * @return true when the outbox is empty, or holds only what the actor itself must make room for
   */
  @NoInline
  static boolean drain(long arena, long block, long control, long now, long[] message, int at) {
    while (!outboxEmpty(control)) {
      peek(arena, control, message, at);
      long h0 = message[at];
      long h1 = message[at + 1];
      int result =
          deliver(
              arena,
              h0,
              h1,
              message[at + 2],
              0,
              message,
              at + Slot.HEADER_WORDS,
              Slot.payloadWords(Slot.lines(h0)));
      if (result == FULL) {
        if (ActorId.device(h1) != ActorId.HOST
            && ControlBlock.at(arena, ActorId.slot(h1)) == control) {
          return true; // to itself
        }
        long since = Word.get(control + ControlBlock.BLOCKED_SINCE);
        if (since == 0) {
          Word.put(control + ControlBlock.BLOCKED_SINCE, now);
          return false;
        }
        if (now - since < Word.get(arena + SystemBlock.PATIENCE_NANOS)) {
          return false;
        }
        result = Reason.OVERFLOW;
      }
      Word.put(control + ControlBlock.BLOCKED_SINCE, 0);
      Word.add(control + ControlBlock.OUTBOX_HEAD, 1);
      if (result != 0) {
        DeadLetters.addNatural(arena, block, result, 0, message, at);
      }
    }
    return true;
  }
}

package dev.ringkernel.runtime.device;

/**
 * What is known of each handler without calling it: one word for each (behaviour, type), rows by
 * behaviour, both counted from 0 and unused at 0. A zero word: no handler.
 *
 * <pre>
 * bits 0..15   lanes that run it
 * bits 16..31  wire id of the reply, 0 for none
 * bits 32..47  payload words of the reply
 * bits 48..63  payload words of the message
 * </pre>
 */
public final class HandlerTable {
  private HandlerTable() {}

  static long entry(long arena, long behaviour, long type, long[] shared) {
    long types = BlockWords.config(shared, SystemBlock.TYPES);
    if (type >= types) {
      return 0;
    }
    long index = behaviour * types + type;
    if (index < BlockWords.HANDLER_WORDS) {
      return shared[BlockWords.HANDLERS + (int) index];
    }
    return Word.get(arena + BlockWords.config(shared, SystemBlock.HANDLER_OFFSET) + index * 8);
  }

  /** Packs an entry; the host fills the table. */
  public static long pack(int lanes, int replyType, int replyWords, int messageWords) {
    return lanes
        | ((long) replyType << 16)
        | ((long) replyWords << 32)
        | ((long) messageWords << 48);
  }

  static int lanes(long entry) {
    return (int) (entry & 0xffff);
  }

  static long replyType(long entry) {
    return (entry >>> 16) & 0xffff;
  }

  static int replyWords(long entry) {
    return (int) ((entry >>> 32) & 0xffff);
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.HandlerEntry;
import dev.ringkernel.runtime.device.HandlerTable;
import dev.ringkernel.runtime.device.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One handler as a sender sees it.
 *
 * @param type wire id of its message
 * @param word0 word 0 of a message's header, without flags
 * @param reply codec of its reply, or null
 * @param replyType wire id of its reply, 0 for none
 */
record Handler(
    HandlerEntry entry,
    int type,
    long word0,
    MessageCodec codec,
    @Nullable MessageCodec reply,
    int replyType) {

  static Handler of(
      HandlerEntry entry,
      int type,
      MessageCodec codec,
      @Nullable MessageCodec reply,
      int replyType) {
    return new Handler(entry, type, Slot.word0(0, type, codec.words()), codec, reply, replyType);
  }

  /** Its word of the handler table. */
  long tableEntry() {
    return HandlerTable.pack(
        entry.threads(), replyType, reply == null ? 0 : reply.words(), codec.words());
  }
}

package dev.ringkernel.ptx.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code @RingKernel} method.
 *
 * @param method its Java name
 * @param message binary name of the message record it takes
 * @param reply binary name of the record it returns, or null for void
 * @param sends binary names of the records it sends, in order of first appearance in its code
 * @param function name of the HANDLER function in {@code kernel.ir}
 * @param threads lanes that cooperate: 1, or a block's
 * @param sharedBytes shared memory of its declared arrays
 * @param isStatic whether it needs no state
 * @param batch whether 32 messages go to 32 lanes at once
 */
public record HandlerEntry(
    String method,
    String message,
    @Nullable String reply,
    List<String> sends,
    String function,
    int threads,
    int sharedBytes,
    boolean isStatic,
    boolean batch) {
  public HandlerEntry {
    sends = List.copyOf(sends);
  }
}

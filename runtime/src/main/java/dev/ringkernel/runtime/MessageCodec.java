package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.runtime.device.Slot;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns one message record into payload words of its wire layout and back. Made at run time for
 * each type, as a hidden class in the record's package; public only for that.
 */
public abstract class MessageCodec {
  private final Class<? extends Record> type;
  private final int words;

  /** Scratch for long messages, one for each thread. */
  private static final ThreadLocal<long[]> SCRATCH =
      ThreadLocal.withInitial(() -> new long[Slot.NATURAL_WORDS]);

  /** For the hidden classes: the record and its payload words. */
  protected MessageCodec(Class<? extends Record> type, int words) {
    this.type = type;
    this.words = words;
  }

  /** The record. */
  public final Class<? extends Record> type() {
    return type;
  }

  /** Payload words. */
  public final int words() {
    return words;
  }

  /**
   * Writes the payload.
   *
   * @param into receives {@link #words()} words from {@code at}
   * @throws dev.ringkernel.api.MessageRefusedException if a component cannot be sent: null, or an
   *     array of another length than its capacity
   */
  public abstract void encode(Record message, long[] into, int at);

  /** Makes the record from payload words. */
  public abstract Record decode(long[] from, int at);

  /**
   * Makes the record from at most four payload words; only where {@link #words()} is at most four.
   */
  public abstract Record decode(long p0, long p1, long p2, long p3);

  /**
   * Encodes into a sink with header words of which word 0 lacks nothing; gives the position or
   * {@link Sink#FULL}.
   */
  public abstract long send(Record message, Sink sink, long h0, long h1, long h2, long h3);

  /** For codecs of more than four words. */
  protected final long sendLong(Record message, Sink sink, long h0, long h1, long h2, long h3) {
    long[] payload = SCRATCH.get();
    encode(message, payload, 0);
    return sink.put(h0, h1, h2, h3, payload, words);
  }

  /** For generated code: the id of an address, 0 for null. */
  protected static long idOf(@Nullable ActorRef<?> ref, LongFunction<ActorRef<?>> refs) {
    if (refs instanceof Addresses addresses) {
      return addresses.id(ref);
    }
    return ref == null ? 0 : ref.id();
  }

  /** For generated code: the address with an id, null for 0. */
  protected static @Nullable ActorRef<?> refOf(LongFunction<ActorRef<?>> refs, long id) {
    return id == 0 ? null : refs.apply(id);
  }

  /** For generated code: refuses null. */
  protected static Object present(@Nullable Object value, String component) {
    if (value == null) {
      throw new MessageRefusedException(
          "Component " + component + " is null; only addresses may be.");
    }
    return value;
  }

  /** For generated code: refuses an array of another length than its capacity. */
  protected static void checkLength(int actual, int capacity, String component) {
    if (actual != capacity) {
      throw new MessageRefusedException(
          "Component "
              + component
              + " has "
              + actual
              + " elements; its capacity is "
              + capacity
              + ".");
    }
  }
}

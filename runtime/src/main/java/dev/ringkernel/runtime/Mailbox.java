package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.api.Reply;
import dev.ringkernel.runtime.device.ActorId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox of this JVM that actors can send to. Its address goes into messages like any other
 * {@link ActorRef}. Any thread may send and take; it grows without limit, as a heap does.
 *
 * @param <M> the message record it takes
 */
public final class Mailbox<M extends Record> implements AutoCloseable {
  private final ActorSystem system;
  private final Class<M> type;
  private final Address<M> address;
  private final Queue<M> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong received = new AtomicLong();
  private volatile boolean closed;

  Mailbox(ActorSystem system, long slot, Class<M> type) {
    this.system = system;
    this.type = type;
    this.address = new Address<>(this, ActorId.of(ActorId.HOST, slot, 1));
  }

  ActorSystem system() {
    return system;
  }

  /** The address to send to. */
  public ActorRef<M> ref() {
    return address;
  }

  /** The next message, or null if there is none now. */
  public @Nullable M poll() {
    M message = queue.poll();
    if (message == null) {
      system.drain();
      message = queue.poll();
    }
    return message;
  }

  /** The next message; the calling thread polls for it. Null if none came in time. */
  public @Nullable M take(Duration timeout) {
    long start = System.nanoTime();
    long nanos = timeout.toNanos();
    for (long looks = 0; ; looks++) {
      M message = poll();
      if (message != null) {
        return message;
      }
      if (system.options().idle().looksAtClock(looks)) {
        system.checkNotFailed();
        if (System.nanoTime() - start > nanos) {
          return null;
        }
      }
      system.options().idle().idle(looks);
    }
  }

  /** Messages received so far. */
  public long received() {
    return received.get();
  }

  boolean accept(Record message) {
    if (closed || !type.isInstance(message)) {
      return false;
    }
    queue.add(type.cast(message));
    received.incrementAndGet();
    return true;
  }

  /** Takes no more messages: what actors send here from now on becomes a dead letter. */
  @Override
  public void close() {
    closed = true;
    system.addresses().forget(this);
  }

  record Address<M extends Record>(Mailbox<M> mailbox, long id) implements ActorRef<M> {
    @Override
    public void tell(Record message) {
      if (offer(message) == STOPPED) {
        throw new dev.ringkernel.api.ActorStoppedException("The mailbox " + this + " is closed.");
      }
    }

    @Override
    public long offer(Record message) {
      if (!mailbox.type.isInstance(message)) {
        throw new MessageRefusedException(
            "The mailbox takes "
                + mailbox.type.getName()
                + ", not "
                + message.getClass().getName()
                + ".");
      }
      return mailbox.accept(message) ? mailbox.received() : STOPPED;
    }

    @Override
    public <R extends Record> R call(Record message, Class<R> replyType, Duration timeout) {
      throw noReply();
    }

    @Override
    public <R extends Record> Reply<R> ask(Record message, Class<R> replyType) {
      throw noReply();
    }

    private static MessageRefusedException noReply() {
      return new MessageRefusedException("A mailbox of the JVM answers nothing; use tell.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ActorRef<?> ref && ref.id() == id;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(id);
    }

    @Override
    public String toString() {
      return "JVM mailbox " + ActorId.slot(id);
    }
  }
}

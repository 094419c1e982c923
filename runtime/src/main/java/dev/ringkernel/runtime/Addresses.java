package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.runtime.device.ActorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one system: from ids to addresses and back, for what it sends and stores, and
 * the mailboxes of this JVM. Null is id 0, nobody. Any thread may use it.
 */
final class Addresses implements LongFunction<ActorRef<?>> {
  private final ActorSystem system;
  private final Map<Long, Mailbox<?>> mailboxes = new ConcurrentHashMap<>();
  private final AtomicLong nextMailbox = new AtomicLong(1);

  Addresses(ActorSystem system) {
    this.system = system;
  }

  /** The address for an id; one of an actor that is gone refuses everything. */
  @Override
  public ActorRef<?> apply(long id) {
    ActorRef<?> found;
    if (ActorId.device(id) == ActorId.HOST) {
      Mailbox<?> mailbox = mailboxes.get(ActorId.slot(id));
      found = mailbox == null ? null : mailbox.ref();
    } else {
      found = system.actor(id);
    }
    return found == null ? new GoneRef(id) : found;
  }

  /**
   * The id of an address.
   *
   * @throws MessageRefusedException if it is another system's: there its id means another actor
   */
  long id(@Nullable ActorRef<?> ref) {
    ActorSystem of =
        switch (ref) {
          case HostRef<?> actor -> actor.system();
          case Mailbox.Address<?> box -> box.mailbox().system();
          case null, default -> system;
        };
    if (of != system) {
      throw new MessageRefusedException(
          ref + " is of another system; only actors and mailboxes of this one can be reached.");
    }
    return ref == null ? 0 : ref.id();
  }

  <M extends Record> Mailbox<M> mailbox(Class<M> type) {
    long slot = nextMailbox.getAndIncrement();
    Mailbox<M> mailbox = new Mailbox<>(system, slot, type);
    mailboxes.put(slot, mailbox);
    return mailbox;
  }

  void forget(Mailbox<?> mailbox) {
    mailboxes.remove(ActorId.slot(mailbox.ref().id()), mailbox);
  }

  /** A message for a mailbox of the JVM; false if nobody takes it. */
  boolean accept(long target, Record message) {
    Mailbox<?> mailbox = mailboxes.get(ActorId.slot(target));
    return mailbox != null && mailbox.accept(message);
  }
}

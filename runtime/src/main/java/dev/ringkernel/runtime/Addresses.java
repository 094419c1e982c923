package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.MessageRefusedException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** From ids to addresses and back, for what one system sends and stores. Null is id 0, nobody. */
final class Addresses implements LongFunction<ActorRef<?>> {
  private final ActorSystem system;

  Addresses(ActorSystem system) {
    this.system = system;
  }

  @Override
  public ActorRef<?> apply(long id) {
    return system.ref(id);
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
}

package dev.ringkernel.api;

import java.time.Duration;

/**
 * The address of an actor, or of a mailbox of the JVM.
 *
 * <p>References are values: equal when their ids are. They may be sent in messages. On the host all
 * methods may be called by any thread; in device code a reference can only be stored, compared by
 * {@link #id()} and passed to {@link RingContext#send}. The message's type is checked at the call
 * against what the actor takes.
 *
 * @param <T> the actor's class, or the message record of a mailbox
 */
public interface ActorRef<T> {
  /** {@link #offer}: the ring to the actor is full; try later. */
  long BACK_PRESSURED = -1;

  /** {@link #offer}: the actor has stopped, or the id is stale. */
  long STOPPED = -2;

  /** {@link #offer}: the actor system is closed or has failed. */
  long CLOSED = -3;

  /** The actor's 64-bit id: {@code device << 56 | slot << 24 | generation}. 0 is nobody. */
  long id();

  /**
   * Sends {@code message}, waiting for room in the ring where there is none; replies are drained
   * meanwhile.
   *
   * @throws MessageRefusedException where the actor does not take this type
   * @throws ActorStoppedException where the actor is known to have stopped
   * @throws SystemClosedException where the system is closed or has failed
   */
  void tell(Record message);

  /**
   * Sends {@code message} if that needs no waiting.
   *
   * @return the message's position in its ring (0 or more), or {@link #BACK_PRESSURED}, {@link
   *     #STOPPED} or {@link #CLOSED}
   * @throws MessageRefusedException where the actor does not take this type
   */
  long offer(Record message);

  /**
   * Sends {@code message} and polls for its reply on the calling thread. Allocates nothing but the
   * reply record.
   *
   * @param timeout how long to wait for room and for the reply together
   * @throws MessageRefusedException where the actor does not take this type or does not reply to it
   *     with {@code replyType}
   * @throws ActorFailedException where the handler faulted on this message
   * @throws ActorStoppedException where the actor has stopped before it answered
   * @throws ReplyTimeoutException where no reply came in time; a late one is counted and dropped
   * @throws SystemClosedException where the system is closed or has failed
   */
  <R extends Record> R call(Record message, Class<R> replyType, Duration timeout);

  /**
   * Sends {@code message} as {@link #tell} does; the reply completes the future.
   *
   * @throws MessageRefusedException where the actor does not take this type or does not reply to it
   *     with {@code replyType}
   * @throws ActorStoppedException where the actor is known to have stopped
   * @throws SystemClosedException where the system is closed or has failed
   */
  <R extends Record> Reply<R> ask(Record message, Class<R> replyType);
}

package dev.ringkernel.api;

import dev.ringkernel.device.RuntimeCall;

/**
 * What a handler can ask of the runtime that runs it. Valid only during the call of the handler
 * that it was passed to.
 *
 * <p>On the device each method is a function of the device runtime. In a block-wide handler {@link
 * #send} is for one lane to call.
 */
public interface RingContext {
  /** The actor that handles the message. */
  @RuntimeCall("rk.self")
  ActorRef<?> self();

  /** Who sent the message; its {@link ActorRef#id()} is 0 where nobody can be answered. */
  @RuntimeCall("rk.sender")
  ActorRef<?> sender();

  /**
   * Sends {@code message} to {@code to}; never waits. Messages to one actor arrive in the order in
   * which they were sent. Where the receiver has no room the message waits in this actor's outbox,
   * and this actor is not run again until that is empty; what cannot be delivered becomes a dead
   * letter.
   */
  @RuntimeCall("rk.send")
  void send(ActorRef<?> to, Record message);

  /**
   * Nanoseconds of a clock that never goes back, common to all actors of a device; its origin is
   * arbitrary.
   */
  @RuntimeCall("rk.now")
  long now();
}

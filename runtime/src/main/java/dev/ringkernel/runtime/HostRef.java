package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.ActorStoppedException;
import dev.ringkernel.api.Reply;
import dev.ringkernel.api.ReplyTimeoutException;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.runtime.device.ActorId;
import dev.ringkernel.runtime.device.Reason;
import dev.ringkernel.runtime.device.Slot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An actor of a system, addressed from the JVM. */
final class HostRef<T> implements ActorRef<T> {
  private static final ThreadLocal<long[]> SCRATCH =
      ThreadLocal.withInitial(() -> new long[Slot.NATURAL_WORDS]);

  private final ActorSystem system;
  private final long id;
  private final Behaviour behaviour;
  private final HostRing ring;

  /** Set once the actor no longer takes messages from this JVM. */
  private volatile boolean stopped;

  HostRef(ActorSystem system, long id, Behaviour behaviour, HostRing ring) {
    this.system = system;
    this.id = id;
    this.behaviour = behaviour;
    this.ring = ring;
  }

  ActorSystem system() {
    return system;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  void markStopped() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long offer(Record message) {
    Handler handler = behaviour.handlerOf(message);
    if (stopped) {
      return STOPPED;
    }
    if (!system.isOpen()) {
      return CLOSED;
    }
    long position = handler.codec().send(message, ring, handler.word0(), id, 0, 0);
    return position < 0 ? BACK_PRESSURED : position;
  }

  @Override
  public void tell(Record message) {
    Handler handler = behaviour.handlerOf(message);
    checkOpen();
    if (handler.codec().send(message, ring, handler.word0(), id, 0, 0) < 0) {
      send(message, handler, 0, 0, Long.MAX_VALUE);
    }
  }

  /**
   * Sends, draining what comes towards the host while there is no room. False if the time was up.
   */
  private boolean send(Record message, Handler handler, long flags, long correlation, long nanos) {
    long source = flags == 0 ? 0 : ActorId.of(ActorId.HOST, 0, 1);
    long start = 0;
    for (long looks = 0; ; looks++) {
      if (handler.codec().send(message, ring, handler.word0() | flags, id, source, correlation)
          >= 0) {
        return true;
      }
      checkOpen();
      system.drain();
      if (nanos != Long.MAX_VALUE) {
        long now = System.nanoTime();
        start = looks == 0 ? now : start;
        if (now - start > nanos) {
          return false;
        }
      }
      system.options().idle().idle(looks);
    }
  }

  /** Sends the stop, behind everything sent before. */
  void sendStop() {
    for (long looks = 0;
        ring.put(Slot.word0(Slot.FLAG_SYSTEM, 1, 0), id, 0, 0, 0, 0, 0, 0) < 0;
        looks++) {
      system.checkOpen();
      system.drain();
      system.options().idle().idle(looks);
    }
  }

  private void checkOpen() {
    if (stopped) {
      throw new ActorStoppedException(this + " has stopped; spawn a new actor.");
    }
    system.checkOpen();
  }

  @Override
  public <R extends Record> R call(Record message, Class<R> replyType, Duration timeout) {
    Handler handler = behaviour.handlerOf(message, replyType);
    checkOpen();
    long nanos = timeout.toNanos();
    long start = System.nanoTime();
    long correlation = acquire(nanos);
    boolean sent;
    try {
      sent = send(message, handler, Slot.FLAG_CALL, correlation, nanos);
    } catch (RuntimeException e) {
      system.replies().cancel(correlation);
      throw e;
    }
    if (!sent) {
      system.replies().cancel(correlation);
      throw new ReplyTimeoutException(
          "The ring to " + this + " had no room for " + timeout + "; the message was not sent.");
    }
    ReplySlots replies = system.replies();
    IdleStrategy idle = system.options().idle();
    for (long looks = 0; !replies.arrived(correlation); looks++) {
      if (idle.looksAtClock(looks)) {
        if (!system.isOpen()) {
          throw system.closed();
        }
        if (System.nanoTime() - start > nanos) {
          replies.abandon(correlation);
          throw new ReplyTimeoutException(
              this
                  + " did not answer "
                  + message.getClass().getName()
                  + " within "
                  + timeout
                  + ".");
        }
      }
      idle.idle(looks);
    }
    return replyType.cast(takeReply(handler, correlation));
  }

  private long acquire(long nanos) {
    long correlation = system.replies().acquire();
    if (correlation != 0) {
      return correlation;
    }
    long start = System.nanoTime();
    for (long looks = 0; ; looks++) {
      system.checkOpen();
      system.replies().sweep();
      correlation = system.replies().acquire();
      if (correlation != 0) {
        return correlation;
      }
      if (System.nanoTime() - start > nanos) {
        throw new ReplyTimeoutException(
            "All "
                + system.options().replySlots()
                + " reply slots were in use; allow more with replySlots, or wait for replies first.");
      }
      system.options().idle().idle(looks);
    }
  }

  @Override
  public <R extends Record> Reply<R> ask(Record message, Class<R> replyType) {
    Handler handler = behaviour.handlerOf(message, replyType);
    checkOpen();
    long correlation = acquire(Long.MAX_VALUE);
    PendingReply<R> reply = new PendingReply<>(this, handler, correlation);
    try {
      send(message, handler, Slot.FLAG_CALL, correlation, Long.MAX_VALUE);
    } catch (RuntimeException e) {
      system.replies().cancel(correlation);
      throw e;
    }
    return reply;
  }

  /** Takes an arrived reply out of its slot and gives the slot back. */
  Record takeReply(Handler handler, long correlation) {
    ReplySlots replies = system.replies();
    long w0 = replies.word(correlation, 0);
    MessageCodec codec = handler.reply();
    if ((w0 & Slot.FLAG_FAULT) != 0 || codec == null) {
      int fault = (int) replies.word(correlation, Slot.HEADER_WORDS);
      int reason = (int) replies.word(correlation, Slot.HEADER_WORDS + 1);
      replies.release(correlation);
      throw refusal(fault, reason);
    }
    Record reply;
    if (codec.words() <= Slot.FIRST_WORDS) {
      reply =
          codec.decode(
              replies.word(correlation, 4),
              replies.word(correlation, 5),
              replies.word(correlation, 6),
              replies.word(correlation, 7));
    } else {
      long[] natural = SCRATCH.get();
      replies.read(correlation, natural);
      reply = codec.decode(natural, Slot.HEADER_WORDS);
    }
    replies.release(correlation);
    return reply;
  }

  private RuntimeException refusal(int fault, int reason) {
    if (fault != 0) {
      return new ActorFailedException(
          toString(), FaultKind.of(fault >>> 28).text(), system.place(fault), system.thrownBy(id));
    }
    return new ActorStoppedException(
        this
            + (reason == Reason.INVALID_TARGET
                ? " had stopped before it came to this message."
                : " could not take this message: " + DeadLetter.reasonText(reason) + "."));
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
    return behaviour.type().getSimpleName() + "#" + ActorId.slot(id) + "." + ActorId.generation(id);
  }
}

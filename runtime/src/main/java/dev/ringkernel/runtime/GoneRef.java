package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.ActorStoppedException;
import dev.ringkernel.api.Reply;
import dev.ringkernel.runtime.device.ActorId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The address of an actor that is no more, or never was. */
record GoneRef(long id) implements ActorRef<Object> {
  @Override
  public void tell(Record message) {
    throw gone();
  }

  @Override
  public long offer(Record message) {
    return STOPPED;
  }

  @Override
  public <R extends Record> R call(Record message, Class<R> replyType, Duration timeout) {
    throw gone();
  }

  @Override
  public <R extends Record> Reply<R> ask(Record message, Class<R> replyType) {
    throw gone();
  }

  private ActorStoppedException gone() {
    return new ActorStoppedException(
        id == 0
            ? "This address is nobody's."
            : this + " is gone: its slot is free or belongs to a later actor.");
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
    return "actor " + ActorId.slot(id) + "." + ActorId.generation(id);
  }
}

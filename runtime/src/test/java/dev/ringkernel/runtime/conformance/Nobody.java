package dev.ringkernel.runtime.conformance;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Reply;
import java.time.Duration;

/** The address 0. */
record Nobody() implements ActorRef<Object> {
  @Override
  public long id() {
    return 0;
  }

  @Override
  public void tell(Record message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long offer(Record message) {
    return STOPPED;
  }

  @Override
  public <R extends Record> R call(Record message, Class<R> replyType, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <R extends Record> Reply<R> ask(Record message, Class<R> replyType) {
    throw new UnsupportedOperationException();
  }
}

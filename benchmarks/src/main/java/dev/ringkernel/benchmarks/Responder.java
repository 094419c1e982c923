package dev.ringkernel.benchmarks;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Answers: the smallest request and reply, and one that takes its time. */
public final class Responder {
  /** Asks for an {@link Answer}. */
  @RingMessage
  public record Question(long number) {}

  /**
   * The answer.
   *
   * @param number of the question
   * @param count questions so far
   */
  @RingMessage
  public record Answer(long number, long count) {}

  /** Has the actor be busy for a while before it answers. */
  @RingMessage
  public record Linger(long number, long nanos) {}

  private long count;

  @RingKernel(id = "responder")
  Answer answer(Question m) {
    count++;
    return new Answer(m.number(), count);
  }

  @RingKernel(id = "responder")
  Answer linger(Linger m, RingContext ctx) {
    long start = ctx.now();
    long now = start;
    while (now - start < m.nanos()) {
      now = ctx.now();
    }
    count++;
    return new Answer(m.number(), count);
  }
}

package dev.ringkernel.benchmarks;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Answers requests to a mailbox of the JVM, with what only it can know: how many came before. */
public final class Answerer {
  /**
   * A request.
   *
   * @param to where the answer goes
   * @param actor the asker's number for this actor
   * @param sequence counts the requests to this actor
   */
  @RingMessage
  public record Request(ActorRef<Answered> to, int actor, long sequence, long payload) {}

  /**
   * The answer.
   *
   * @param payload {@link #answer} of the request's payload and the requests before it
   */
  @RingMessage
  public record Answered(int actor, long sequence, long payload) {}

  private long count;

  @RingKernel(id = "answerer")
  void take(Request m, RingContext ctx) {
    ctx.send(m.to(), new Answered(m.actor(), m.sequence(), answer(m.payload(), count)));
    count++;
  }

  /** What an answer carries. */
  static long answer(long payload, long before) {
    return (payload ^ before) * 0x2545f4914f6cdd1dL + before;
  }
}

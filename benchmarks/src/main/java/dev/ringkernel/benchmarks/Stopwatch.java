package dev.ringkernel.benchmarks;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.device.Clock;

/** Sends itself a message again and again and takes the SM's cycles from one to the next. */
public final class Stopwatch {
  /** Has the actor send itself {@code rounds} messages. */
  @RingMessage
  public record Round(int rounds, int left) {}

  /** Asks for the {@link Reading}. */
  @RingMessage
  public record Read() {}

  /**
   * Cycles between entries of the handler in the last run.
   *
   * @param rounds that were measured; less than asked for while the run goes on
   */
  @RingMessage
  public record Reading(int rounds, long total, long least) {}

  private int measured;
  private long previous;
  private long total;
  private long least;

  @RingKernel(id = "stopwatch")
  void round(Round m, RingContext ctx) {
    long now = Clock.clock64();
    if (m.left() == m.rounds()) {
      measured = 0;
      total = 0;
      least = Long.MAX_VALUE;
    } else {
      long cycles = now - previous;
      measured++;
      total += cycles;
      least = Math.min(least, cycles);
    }
    previous = now;
    if (m.left() > 0) {
      ctx.send(ctx.self(), new Round(m.rounds(), m.left() - 1));
    }
  }

  @RingKernel(id = "stopwatch")
  Reading read(Read m) {
    return new Reading(measured, total, least);
  }
}

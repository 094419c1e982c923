package dev.ringkernel.benchmarks;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** One of two actors that play a ball to and fro on the device; each hit changes it. */
public final class Player {
  /**
   * Has the actor begin a rally with {@code to}.
   *
   * @param umpire who hears of the end
   * @param hits after which it ends
   * @param rally its number
   */
  @RingMessage
  public record Serve(ActorRef<Player> to, ActorRef<Over> umpire, int hits, int rally) {}

  /** The ball. */
  @RingMessage
  public record Ball(ActorRef<Over> umpire, int left, int rally, long value) {}

  /** The end of a rally, with the ball's last value. */
  @RingMessage
  public record Over(int rally, long value) {}

  @RingKernel(id = "player")
  static void serve(Serve m, RingContext ctx) {
    ctx.send(m.to(), new Ball(m.umpire(), m.hits(), m.rally(), next(m.rally(), m.hits())));
  }

  @RingKernel(id = "player")
  static void play(Ball m, RingContext ctx) {
    if (m.left() == 0) {
      ctx.send(m.umpire(), new Over(m.rally(), m.value()));
    } else {
      int left = m.left() - 1;
      ctx.send(ctx.sender(), new Ball(m.umpire(), left, m.rally(), next(m.value(), left)));
    }
  }

  /** The ball's value after a hit. */
  static long next(long value, int left) {
    return value * 6364136223846793005L + left;
  }

  /** The value at the end of a rally. */
  static long expected(int rally, int hits) {
    long value = rally;
    for (int left = hits; left >= 0; left--) {
      value = next(value, left);
    }
    return value;
  }

  /** Messages that actors send in a rally: the balls, and the word to the umpire. */
  static long sends(int hits) {
    return hits + 2L;
  }
}

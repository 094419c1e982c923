package dev.ringkernel.samples.pingpong;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Mailbox;
import java.time.Duration;

/** Two actors that hit a ball to and fro; the JVM only serves it and hears of the end. */
public final class PingPong {
  private PingPong() {}

  /**
   * The ball.
   *
   * @param left hits still to come
   * @param umpire who is told of the end
   */
  @RingMessage
  public record Ball(int left, ActorRef<Finished> umpire) {}

  /** Serves a ball to {@code to}. */
  @RingMessage
  public record Serve(ActorRef<Pong> to, int hits, ActorRef<Finished> umpire) {}

  /**
   * The end, as the player saw it who had the ball then.
   *
   * @param hits the hits of that player
   * @param nanos from the serve, by the device's clock
   */
  @RingMessage
  public record Finished(int hits, long nanos) {}

  /** Serves, and returns each ball. */
  public static final class Ping {
    private int hits;
    private long served;

    @RingKernel(id = "ping")
    void serve(Serve m, RingContext ctx) {
      served = ctx.now();
      hits = 1;
      ctx.send(m.to(), new Ball(m.hits() - 1, m.umpire()));
    }

    @RingKernel(id = "ping")
    void play(Ball m, RingContext ctx) {
      if (m.left() == 0) {
        ctx.send(m.umpire(), new Finished(hits, ctx.now() - served));
      } else {
        hits++;
        ctx.send(ctx.sender(), new Ball(m.left() - 1, m.umpire()));
      }
    }
  }

  /** Returns each ball to who sent it. It keeps nothing, so its handler is static. */
  public static final class Pong {
    @RingKernel(id = "pong")
    static void play(Ball m, RingContext ctx) {
      ctx.send(ctx.sender(), new Ball(m.left() - 1, m.umpire()));
    }
  }

  /** Plays {@code hits} hits, an even number, and returns what the umpire heard. */
  static Finished play(ActorSystem system, int hits) {
    ActorRef<Ping> ping = system.spawn(Ping.class);
    ActorRef<Pong> pong = system.spawn(Pong.class);
    try (Mailbox<Finished> umpire = system.mailbox(Finished.class)) {
      ping.tell(new Serve(pong, hits, umpire.ref()));
      Finished end = umpire.take(Duration.ofSeconds(30));
      if (end == null) {
        throw new IllegalStateException("the ball was lost: " + system.ledger());
      }
      return end;
    }
  }

  /**
   * Runs it on the GPU if there is a usable one, else on the CPU. The argument is the number of
   * hits.
   */
  public static void main(String[] args) {
    int hits = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    if (hits < 2 || hits % 2 != 0) {
      System.err.println("the number of hits must be even and at least 2, not " + hits);
      System.exit(2);
    }
    try (ActorSystem system = ActorSystem.builder().actors(Ping.class, Pong.class).build()) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      Finished end = play(system, hits);
      System.out.printf(
          "%d hits, half of them by ping (%d): %.2f µs a hit%n",
          hits, end.hits(), end.nanos() / 1000.0 / hits);
    }
  }
}

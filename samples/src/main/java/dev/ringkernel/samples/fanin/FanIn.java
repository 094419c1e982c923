package dev.ringkernel.samples.fanin;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sixteen producers send numbers to one aggregator, faster than it can take them; none is lost. */
public final class FanIn {
  private static final int PRODUCERS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private FanIn() {}

  /** A number to add. */
  @RingMessage
  public record Value(long value) {}

  /** Asks for the {@link Sum}. */
  @RingMessage
  public record Report() {}

  /**
   * What the aggregator has so far.
   *
   * @param count numbers received
   * @param sum of them
   */
  @RingMessage
  public record Sum(long count, long sum) {}

  /**
   * Has a producer send the numbers {@code from}, {@code from + 1}, … of which there are {@code
   * count}.
   */
  @RingMessage
  public record Produce(ActorRef<Aggregator> to, long from, int count) {}

  /** Adds up. */
  public static final class Aggregator {
    private long count;
    private long sum;

    @RingKernel(id = "aggregator")
    void take(Value m) {
      count++;
      sum += m.value();
    }

    @RingKernel(id = "aggregator")
    Sum report(Report m) {
      return new Sum(count, sum);
    }
  }

  /**
   * Sends a few numbers, then a message to itself for the rest. What finds no room waits in the
   * producer's outbox, and the producer is not run again until that is empty: so it is as fast as
   * the aggregator allows.
   */
  public static final class Producer {
    private static final int STEP = 8;

    @RingKernel(id = "producer")
    static void produce(Produce m, RingContext ctx) {
      int now = Math.min(m.count(), STEP);
      for (int i = 0; i < now; i++) {
        ctx.send(m.to(), new Value(m.from() + i));
      }
      if (m.count() > now) {
        ctx.send(ctx.self(), new Produce(m.to(), m.from() + now, m.count() - now));
      }
    }
  }

  /**
   * Both actors in one kernel. A send that finds no room is given up after a patience, and becomes
   * a dead letter; here it may take as long as a busy machine needs.
   */
  static ActorSystemBuilder system() {
    return ActorSystem.builder().actors(Aggregator.class, Producer.class).patience(PATIENCE);
  }

  /** Sends the numbers 1 to {@code 16 * each} and returns what arrived. */
  static Sum run(ActorSystem system, int each) {
    ActorRef<Aggregator> aggregator = system.spawn(Aggregator.class);
    List<ActorRef<Producer>> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      producers.add(system.spawn(Producer.class));
    }
    for (int i = 0; i < PRODUCERS; i++) {
      producers.get(i).tell(new Produce(aggregator, 1L + (long) i * each, each));
    }
    long expected = (long) PRODUCERS * each;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Sum sum = aggregator.call(new Report(), Sum.class, PATIENCE);
      if (sum.count() >= expected) {
        return sum;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            sum.count() + " of " + expected + " numbers came: " + system.ledger());
      }
    }
  }

  /**
   * Runs it on the GPU if there is a usable one, else on the CPU. The argument is the count of
   * numbers of each producer.
   */
  public static void main(String[] args) {
    int each = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    try (ActorSystem system = system().build()) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      Sum sum = run(system, each);
      long n = (long) PRODUCERS * each;
      long expected = n * (n + 1) / 2;
      System.out.printf(
          "%d numbers from %d producers; their sum is %d, which is %s%n",
          sum.count(), PRODUCERS, sum.sum(), sum.sum() == expected ? "right" : "WRONG");
      System.out.println(system.ledger());
      if (sum.sum() != expected) {
        System.exit(1);
      }
    }
  }
}

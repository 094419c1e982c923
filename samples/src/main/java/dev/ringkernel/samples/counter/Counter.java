package dev.ringkernel.samples.counter;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An actor that adds up what it is sent. Its field is its state and lives in device memory. */
public final class Counter {
  /** Adds to the total. */
  @RingMessage
  public record Add(long amount) {}

  /** The total after an {@link Add}. */
  @RingMessage
  public record Total(long value) {}

  /** Has the amount taken from this counter and added to another. */
  @RingMessage
  public record Transfer(ActorRef<Counter> to, long amount) {}

  private long total;

  @RingKernel(id = "counter")
  Total add(Add m) {
    total += m.amount();
    return new Total(total);
  }

  @RingKernel(id = "counter")
  void transfer(Transfer m, RingContext ctx) {
    total -= m.amount();
    ctx.send(m.to(), new Add(m.amount()));
  }

  /** Runs it on the GPU if there is a usable one, else on the CPU. */
  public static void main(String[] args)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (ActorSystem system = ActorSystem.create()) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      ActorRef<Counter> counter = system.spawn(Counter.class);

      counter.tell(new Add(5)); // returns at once; nobody takes this reply
      Total total = counter.ask(new Add(7), Total.class).get(10, TimeUnit.SECONDS);
      System.out.println("5 + 7: the counter answered " + total.value());

      ActorRef<Counter> savings = system.spawn(Counter.class);
      counter.tell(new Transfer(savings, 2)); // counter sends to savings, on the device
      Duration patience = Duration.ofSeconds(10);
      total = counter.call(new Add(0), Total.class, patience);
      System.out.println("after a transfer of 2: the counter answered " + total.value());
      while (savings.call(new Add(0), Total.class, patience).value() == 0) {
        Thread.onSpinWait(); // counter has sent; this is only another way to the same mailbox
      }
      System.out.println(
          "the other counter answered " + savings.call(new Add(0), Total.class, patience).value());
    }
  }
}

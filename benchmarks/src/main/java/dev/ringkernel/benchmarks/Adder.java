package dev.ringkernel.benchmarks;

import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Adds up what it is sent: the counter of the samples, without what it does beside. */
public final class Adder {
  /** Adds to the total. */
  @RingMessage
  public record Add(long amount) {}

  /** The total after an {@link Add}. */
  @RingMessage
  public record Total(long value) {}

  private long total;

  @RingKernel(id = "adder")
  Total add(Add m) {
    total += m.amount();
    return new Total(total);
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Actors beside which kernels run. */
final class TestActors {
  private TestActors() {}

  @RingMessage
  record Add(long amount) {}

  @RingMessage
  record Sum(long value) {}

  static final class Adder {
    private long sum;

    @RingKernel
    Sum add(Add add) {
      sum += add.amount();
      return new Sum(sum);
    }
  }
}

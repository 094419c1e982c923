package dev.ringkernel.junit;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.device.Grid;

/** An actor and a kernel of a user's. */
final class Tally {
  private long total;

  @RingMessage
  record Add(long amount) {}

  @RingMessage
  record Total(long value) {}

  @RingKernel
  Total add(Add m) {
    total += m.amount();
    return new Total(total);
  }

  /** Counts without an atomic: how much is lost depends on who runs when. */
  @GlobalKernel
  static void race(int[] count, int times) {
    for (int i = 0; i < times; i++) {
      count[0] = count[0] + 1;
    }
    count[1 + Grid.threadIdxX()] = times;
  }
}

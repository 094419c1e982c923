package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Warp;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Mailbox;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Handlers of a whole block's lanes. */
interface BlockCases extends Conformance {
  @RingMessage
  record Values(@Capacity(64) int[] values) {}

  @RingMessage
  record Seed(int seed) {}

  @RingMessage
  record Count(int times) {}

  @RingMessage
  record FaultAt(int lane, int divisor) {}

  @RingMessage
  record Report(ActorRef<?> box, int seed) {}

  @RingMessage
  record Sum(long value) {}

  /** Handlers of 64, 128 and one lane in one actor. */
  final class Cooperating {
    private long total;

    @Capacity(64)
    private final long[] counts = new long[64];

    @RingKernel(threads = 64)
    Sum reduce(Values m, @Shared(64) long[] tile) {
      int t = Grid.threadIdxX();
      tile[t] = m.values()[t];
      Barrier.sync();
      for (int s = 32; s > 0; s >>= 1) {
        if (t < s) {
          tile[t] += tile[t + s];
        }
        Barrier.sync();
      }
      return new Sum(tile[0]);
    }

    @RingKernel(threads = 128)
    Sum shuffle(Seed m, @Shared(4) int[] warps) {
      int t = Grid.threadIdxX();
      int value = m.seed() * t;
      for (int offset = 16; offset > 0; offset >>= 1) {
        value += Warp.shflXor(value, offset, Warp.FULL);
      }
      if ((t & 31) == 0) {
        warps[t >>> 5] = value;
      }
      Barrier.sync();
      return new Sum(warps[0] + warps[1] + warps[2] + warps[3]);
    }

    @RingKernel(threads = 64)
    Sum count(Count m, @Shared(1) long[] sum) {
      int t = Grid.threadIdxX();
      for (int i = 0; i < m.times(); i++) {
        counts[t] += t;
        Barrier.sync();
      }
      if (t == 0) {
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
          all += counts[i];
        }
        total++;
        sum[0] = all * 1000 + total;
      }
      Barrier.sync();
      return new Sum(sum[0]);
    }

    @RingKernel(threads = 64)
    Sum fault(FaultAt m) {
      int t = Grid.threadIdxX();
      Barrier.sync();
      int quotient = 100;
      if (t == m.lane()) {
        quotient = 100 / m.divisor();
      }
      Barrier.sync();
      if (t == 0) {
        total += quotient;
      }
      Barrier.sync();
      return new Sum(total);
    }

    @RingKernel(threads = 32)
    void report(Report m, RingContext ctx) {
      int sum = Warp.reduceAdd(m.seed() + Grid.threadIdxX(), Warp.FULL);
      if (Grid.threadIdxX() == 0) {
        ctx.send(m.box(), new Sum(sum));
      }
    }

    @RingKernel
    Sum alone(Sum m) {
      total += m.value();
      return new Sum(total);
    }
  }

  private ActorSystem wide() {
    return builder().maxMessageBytes(256).build();
  }

  @Test
  default void sharedArrayReduction() {
    try (ActorSystem system = wide()) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      for (int n = 1; n <= 10; n++) {
        int times = n;
        int[] values = IntStream.range(0, 64).map(i -> i * times - 7).toArray();
        assertThat(actor.call(new Values(values), Sum.class, LIMIT).value())
            .isEqualTo(IntStream.of(values).asLongStream().sum());
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void warpShuffleReduction() {
    try (ActorSystem system = wide()) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      for (int seed : new int[] {0, 1, -3, 1000}) {
        assertThat(actor.call(new Seed(seed), Sum.class, LIMIT).value())
            .isEqualTo(seed * (127L * 128 / 2));
      }
    }
  }

  @Test
  default void lanesShareTheActorsState() {
    try (ActorSystem system = wide()) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      long all = 63L * 64 / 2;
      assertThat(actor.call(new Count(2), Sum.class, LIMIT).value()).isEqualTo(2 * all * 1000 + 1);
      assertThat(actor.call(new Count(3), Sum.class, LIMIT).value()).isEqualTo(5 * all * 1000 + 2);
    }
  }

  @Test
  default void oneLaneAndBlockHandlersTakeTurns() {
    try (ActorSystem system = wide()) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      for (int i = 0; i < 50; i++) {
        actor.tell(new Sum(1));
        actor.tell(new FaultAt(5, 1));
        actor.tell(new Seed(i));
      }
      assertThat(actor.call(new Sum(0), Sum.class, LIMIT).value()).isEqualTo(50 + 50 * 100);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void oneLaneOfABlockSends() {
    try (ActorSystem system = wide();
        Mailbox<Sum> box = system.mailbox(Sum.class)) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      for (int i = 0; i < 20; i++) {
        actor.tell(new Report(box.ref(), i));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Sum(32L * i + 31 * 32 / 2));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void faultOfOneLaneFailsTheActor() {
    try (ActorSystem system = wide()) {
      ActorRef<Cooperating> actor = system.spawn(Cooperating.class);
      for (int lane : new int[] {0, 37, 63}) {
        actor.call(new Sum(9), Sum.class, LIMIT);
        assertThatThrownBy(() -> actor.call(new FaultAt(lane, 0), Sum.class, LIMIT))
            .isInstanceOf(ActorFailedException.class)
            .hasMessageContaining("integer division by zero at BlockCases.java:");
        assertThat(actor.call(new FaultAt(lane, 2), Sum.class, LIMIT).value())
            .isEqualTo(lane == 0 ? 50 : 100);
      }
      assertThat(settle(system).faulted()).isEqualTo(3);
    }
  }
}

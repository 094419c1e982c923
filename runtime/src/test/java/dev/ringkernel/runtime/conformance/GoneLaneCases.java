package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Warp;
import dev.ringkernel.runtime.ActorSystem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Block-wide handlers of which some lanes return while others still meet at barriers. */
interface GoneLaneCases extends Conformance {
  /** Lanes {@code from} to {@code to} − 1 stay for {@code rounds}; the others return at once. */
  @RingMessage
  record Stay(int from, int to, int rounds) {}

  @RingMessage
  record Staggered(int most) {}

  @RingMessage
  record FaultAfter(int staying, int lane, int divisor) {}

  @RingMessage
  record WarpSum(int lane, int divisor, int times) {}

  @RingMessage
  record Vote(int from) {}

  @RingMessage
  record Counts() {}

  @RingMessage
  record Sum(long value) {}

  final class Leaving {
    @Capacity(128)
    private final int[] rounds = new int[128];

    @RingKernel(threads = 64)
    Sum stay(Stay m, @Shared(64) long[] tile, @Shared(1) long[] sum) {
      int t = Grid.threadIdxX();
      if (t < m.from() || t >= m.to()) {
        return new Sum(-1);
      }
      tile[t] = 0;
      for (int i = 0; i < m.rounds(); i++) {
        tile[t] += t;
        Barrier.sync();
      }
      if (t == m.from()) {
        long all = 0;
        for (int i = m.from(); i < m.to(); i++) {
          all += tile[i];
        }
        sum[0] = all;
      }
      Barrier.sync();
      rounds[t] = (int) sum[0];
      return new Sum(sum[0]);
    }

    /** Lane {@code t} stays for {@code t % most} rounds, and adds up what each finds. */
    @RingKernel(threads = 128)
    void staggered(Staggered m) {
      int t = Grid.threadIdxX();
      int found = 0;
      for (int i = 0; i < t % m.most(); i++) {
        int odd = Barrier.syncCount((t & 1) == 1);
        boolean some = Barrier.syncOr(t == 3);
        boolean all = Barrier.syncAnd(t % m.most() > 1);
        found += odd + (some ? 1000 : 0) + (all ? 1_000_000 : 0);
      }
      rounds[t] = found;
    }

    @RingKernel(threads = 64)
    Sum fault(FaultAfter m) {
      int t = Grid.threadIdxX();
      if (t >= m.staying()) {
        return new Sum(1);
      }
      Barrier.sync();
      int quotient = 100;
      if (t == m.lane()) {
        quotient = 100 / m.divisor();
      }
      Barrier.sync();
      rounds[t] = quotient;
      return new Sum(quotient);
    }

    /** Whole warps add up what their lanes bring; lane {@code m.lane()} may fault before. */
    @RingKernel(threads = 64)
    Sum warps(WarpSum m, @Shared(2) int[] sums) {
      int t = Grid.threadIdxX();
      int mine = t;
      if (t == m.lane()) {
        mine = 100 / m.divisor();
      }
      int sum = 0;
      for (int i = 0; i < m.times(); i++) {
        sum += Warp.reduceAdd(mine, Warp.FULL);
      }
      if ((t & 31) == 0) {
        sums[t >>> 5] = sum;
      }
      Barrier.sync();
      return new Sum(sums[0] * 1_000_000L + sums[1]);
    }

    /** Lanes from {@code m.from()} on return; the others of their warp vote. */
    @RingKernel(threads = 64)
    Sum vote(Vote m, @Shared(2) int[] votes) {
      int t = Grid.threadIdxX();
      if (t >= m.from()) {
        return new Sum(-1);
      }
      int voted = Warp.ballot((t & 1) == 0, Warp.FULL);
      Barrier.sync();
      boolean all = Warp.all(t < 40, Warp.FULL);
      if ((t & 31) == 0) {
        votes[t >>> 5] = voted;
      }
      Barrier.sync();
      return new Sum(all ? Integer.toUnsignedLong(votes[t >>> 5]) : -2);
    }

    @RingKernel
    Sum counts(Counts m) {
      long all = 0;
      for (int i = 0; i < rounds.length; i++) {
        all = all * 31 + rounds[i];
      }
      return new Sum(all);
    }
  }

  private static long digest(int[] rounds) {
    long all = 0;
    for (int r : rounds) {
      all = all * 31 + r;
    }
    return all;
  }

  @Test
  default void lanesThatReturnedAreNotWaitedFor() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      for (int to : new int[] {1, 7, 32, 40, 64}) {
        long expected = 3L * to * (to - 1) / 2;
        assertThat(actor.call(new Stay(0, to, 3), Sum.class, LIMIT).value()).isEqualTo(expected);
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void theOthersGoOnAfterTheLaneWhoseReplyCounts() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      int[] rounds = new int[128];
      for (int from : new int[] {1, 33, 63}) {
        assertThat(actor.call(new Stay(from, 64, 2), Sum.class, LIMIT).value()).isEqualTo(-1);
        int sum = 0;
        for (int t = from; t < 64; t++) {
          sum += 2 * t;
        }
        Arrays.fill(rounds, from, 64, sum);
        assertThat(actor.call(new Counts(), Sum.class, LIMIT).value()).isEqualTo(digest(rounds));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void whatABarrierGivesIsOfTheLanesThatStay() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      for (int most : new int[] {1, 2, 5, 8}) {
        int[] rounds = new int[128];
        for (int i = 0; i < most; i++) {
          int odd = 0;
          boolean some = false;
          boolean all = true;
          for (int t = 0; t < 128; t++) {
            if (t % most > i) {
              odd += t & 1;
              some |= t == 3;
              all &= t % most > 1;
            }
          }
          for (int t = 0; t < 128; t++) {
            if (t % most > i) {
              rounds[t] += odd + (some ? 1000 : 0) + (all ? 1_000_000 : 0);
            }
          }
        }
        actor.tell(new Staggered(most));
        assertThat(actor.call(new Counts(), Sum.class, LIMIT).value()).isEqualTo(digest(rounds));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void aFaultAfterSomeReturnedFailsTheActor() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      for (int staying : new int[] {1, 20, 63}) {
        assertThatThrownBy(
                () -> actor.call(new FaultAfter(staying, staying - 1, 0), Sum.class, LIMIT))
            .isInstanceOf(ActorFailedException.class)
            .hasMessageContaining("integer division by zero at GoneLaneCases.java:");
        assertThat(actor.call(new FaultAfter(staying, 0, 4), Sum.class, LIMIT).value())
            .isEqualTo(25);
      }
      assertThat(settle(system).faulted()).isEqualTo(3);
    }
  }

  @Test
  default void aFaultBeforeAWarpsOperationFailsTheActor() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      for (int lane : new int[] {0, 3, 63}) {
        assertThatThrownBy(() -> actor.call(new WarpSum(lane, 0, 3), Sum.class, LIMIT))
            .isInstanceOf(ActorFailedException.class)
            .hasMessageContaining("integer division by zero at GoneLaneCases.java:");
        long low = 31L * 16 + (lane < 32 ? 50 - lane : 0);
        long high = 31L * 16 + 32 * 32 + (lane < 32 ? 0 : 50 - lane);
        assertThat(actor.call(new WarpSum(lane, 2, 3), Sum.class, LIMIT).value())
            .isEqualTo(3 * low * 1_000_000 + 3 * high);
      }
      assertThat(settle(system).faulted()).isEqualTo(3);
    }
  }

  @Test
  default void aWarpsOperationIsOfTheLanesThatStay() {
    try (ActorSystem system = open(Leaving.class)) {
      ActorRef<Leaving> actor = system.spawn(Leaving.class);
      for (int from : new int[] {1, 2, 17, 32, 40}) {
        long staying = from >= 32 ? 0xffffffffL : (1L << from) - 1;
        assertThat(actor.call(new Vote(from), Sum.class, LIMIT).value())
            .isEqualTo(0x55555555L & staying);
      }
      settleWithoutLoss(system);
    }
  }
}

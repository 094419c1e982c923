package dev.ringkernel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.interpreter.Interpreter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler's lanes, each a thread of its own, meet. */
@Timeout(60)
class HandlerBarriersTest {
  private static final int LANES = 32;
  private static final int NEVER = -1;

  /** A lane: its number, how many rounds it makes, and in which one it faults. */
  private static final Module LOWERED =
      new PassRunner()
          .run(
              PassTable.order("lower-faults"),
              IrParser.parseModule(
                  """
                  module "M"
                  source 0 "M.java"
                  file 0 "M.java"
                  fn handler "f"(%0: i64, %1: i64, %2: i64) -> (i32) ["threads": "32"] {
                  b0:
                    %3: i64 = const 0
                    %4: i64 = const 1
                    %5: i64 = and %0, %4
                    %6: i1 = eq %5, %4
                    jump b1(%3, %3)
                  b1(%10: i64, %11: i64):
                    %12: i1 = lt %10, %1
                    branch %12, b2, b5
                  b2:
                    %13: i1 = eq %10, %2
                    branch %13, b4, b3
                  b3:
                    intrinsic "barrier.cta.sync 0"() effects(reads, writes, convergent, acq_rel.cta)
                    %20: i32 = intrinsic "barrier.cta.red.popc.u32 d, 0, a"(%6) effects(reads, writes, convergent, acq_rel.cta)
                    %21: i1 = intrinsic "barrier.cta.red.or.pred d, 0, a"(%6) effects(reads, writes, convergent, acq_rel.cta)
                    %22: i1 = intrinsic "barrier.cta.red.and.pred d, 0, a"(%6) effects(reads, writes, convergent, acq_rel.cta)
                    %23: i64 = sext %20
                    %24: i64 = const 1000
                    %25: i64 = const 1000000
                    %26: i64 = select %21, %24, %3
                    %27: i64 = select %22, %25, %3
                    %28: i64 = add %11, %23
                    %29: i64 = add %28, %26
                    %30: i64 = add %29, %27
                    %31: i64 = add %10, %4
                    jump b1(%31, %30)
                  b4:
                    fault divide !0:7:1+1
                  b5:
                    %40: i32 = const 3
                    %41: i64 = shl %0, %40
                    %42: ptr.global = int_to_pointer %41
                    store %42, %11
                    %43: i32 = const 0
                    return %43
                  }
                  """));

  /** What {@code rk.meet} means, for the lanes of one handler. */
  private static final class Meeting {
    private int arrived;
    private int gone;
    private int faulted;
    private int counts;
    private long round;
    private long outcome;

    synchronized long meet(long lanes, long brings) throws InterruptedException {
      assertThat(lanes).isEqualTo(LANES);
      gone += (int) (brings & 1);
      faulted += (int) (brings >> 1 & 1);
      counts += (int) (brings >> 2 & 1);
      long my = round;
      if (++arrived == LANES) {
        outcome = faulted > 0 || gone == LANES ? -1 : counts;
        arrived = 0;
        gone = 0;
        faulted = 0;
        counts = 0;
        round++;
        notifyAll();
      }
      while (round == my) {
        wait();
      }
      return outcome;
    }
  }

  /**
   * What the lanes did.
   *
   * @param words their fault words
   * @param sums what they made of their barriers' values
   * @param meetings how often they met
   */
  private record Outcome(long[] words, long[] sums, long meetings) {}

  private static Outcome run(int[] rounds, int[] faults) throws Exception {
    byte[] memory = new byte[LANES * 8];
    Meeting meeting = new Meeting();
    List<Future<Long>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        Callable<Long> body =
            () ->
                new Interpreter(
                        LOWERED,
                        memory,
                        (name, operands) -> {
                          try {
                            return new long[] {meeting.meet(operands[0], operands[1])};
                          } catch (InterruptedException e) {
                            throw new IllegalStateException("lane " + number + " is stuck", e);
                          }
                        })
                    .run("f", number, rounds[number], faults[number])
                    .results()
                    .getFirst();
        lanes.add(threads.submit(body));
      }
      try {
        long[] words = new long[LANES];
        for (int lane = 0; lane < LANES; lane++) {
          words[lane] = lanes.get(lane).get(20, TimeUnit.SECONDS);
        }
        long[] sums = new long[LANES];
        ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(sums);
        return new Outcome(words, sums, meeting.round);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static int[] all(int value) {
    int[] values = new int[LANES];
    Arrays.fill(values, value);
    return values;
  }

  /** What barriers give that wait for the lanes that have not returned. */
  private static long[] expected(int[] rounds) {
    long[] sums = new long[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      for (int round = 0; round < rounds[lane]; round++) {
        int odd = 0;
        int live = 0;
        for (int other = 0; other < LANES; other++) {
          live += rounds[other] > round ? 1 : 0;
          odd += rounds[other] > round && other % 2 == 1 ? 1 : 0;
        }
        sums[lane] += odd + (odd > 0 ? 1000 : 0) + (odd == live ? 1_000_000 : 0);
      }
    }
    return sums;
  }

  @Test
  void lanesThatGoTogetherMeetOnceForEachBarrierAndAtTheEnd() throws Exception {
    Outcome together = run(all(3), all(NEVER));
    assertThat(together.words).containsOnly(0);
    assertThat(together.sums).containsExactly(expected(all(3)));
    assertThat(together.meetings).isEqualTo(3 * 4 + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 31})
  void aLaneThatReturnedIsNotWaitedFor(int early) throws Exception {
    int[] rounds = all(2);
    rounds[early] = 0;
    Outcome outcome = run(rounds, all(NEVER));
    assertThat(outcome.words).containsOnly(0);
    assertThat(outcome.sums).containsExactly(expected(rounds));
  }

  @Test
  void allButOneMayReturn() throws Exception {
    int[] rounds = all(0);
    rounds[13] = 5;
    assertThat(run(rounds, all(NEVER)).sums).containsExactly(expected(rounds));
  }

  @Test
  void aFaultEndsAllWhoeverReturnedBefore() throws Exception {
    int[] rounds = all(9);
    rounds[0] = 0;
    rounds[5] = 2;
    int[] faults = all(NEVER);
    faults[17] = 4;
    long[] words = run(rounds, faults).words;
    assertThat(words[17]).isEqualTo(FaultKind.DIVIDE.word(0, 7));
    assertThat(words[0]).isZero();
    assertThat(words[5]).isZero();
    assertThat(LongStream.of(words).filter(w -> w == FaultKind.PEER.word(0, 0)).count())
        .isEqualTo(LANES - 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void lanesOfAnyLengthComeToAnEnd(long seed) throws Exception {
    Random random = new Random(seed);
    for (int run = 0; run < 10; run++) {
      int[] rounds = random.ints(LANES, 0, 6).toArray();
      int[] faults = all(NEVER);
      boolean fault = random.nextInt(3) == 0;
      if (fault) {
        faults[random.nextInt(LANES)] = random.nextInt(6);
      }
      Outcome outcome = run(rounds, faults);
      boolean faulted = false;
      for (int lane = 0; lane < LANES; lane++) {
        faulted |= faults[lane] != NEVER && faults[lane] < rounds[lane];
      }
      String what = "seed " + seed + ", run " + run;
      if (faulted) {
        assertThat(outcome.words).as(what).contains(FaultKind.DIVIDE.word(0, 7));
      } else {
        assertThat(outcome.words).as(what).containsOnly(0);
        assertThat(outcome.sums).as(what).containsExactly(expected(rounds));
      }
    }
  }
}

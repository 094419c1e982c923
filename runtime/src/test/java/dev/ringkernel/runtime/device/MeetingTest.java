package dev.ringkernel.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Lanes;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes as a handler's code makes them meet. */
@Timeout(60)
class MeetingTest {
  private static final int LANES = 64;
  private static final int STUCK = -99;

  /**
   * Each lane meets as often as {@code rounds} says, wanting the count in every second meeting, and
   * leaves; or faults in the meeting that {@code faults} names.
   *
   * @return the sum of the counts, or −1 − meetings of a lane that was told to leave
   */
  private static int[] run(int[] rounds, int[] faults) {
    AtomicIntegerArray results = new AtomicIntegerArray(LANES);
    for (int i = 0; i < LANES; i++) {
      results.set(i, STUCK);
    }
    Lanes.runGrid(
        Dim3.of(1),
        Dim3.of(LANES),
        () -> {
          int t = Grid.threadIdxX();
          int sum = 0;
          int i = 0;
          int brings = Meeting.GONE;
          while (i < rounds[t]) {
            if (i == faults[t]) {
              brings |= Meeting.FAULTED;
              break;
            }
            int count =
                Meeting.meet(
                    LANES, i % 2 == 0 ? 0 : Meeting.COUNT | (t % 3 == 0 ? Meeting.COUNTS : 0));
            if (count == Meeting.OVER) {
              results.set(t, -1 - i);
              return;
            }
            sum += count;
            i++;
          }
          int count = 0;
          while (count != Meeting.OVER) {
            count = Meeting.meet(LANES, brings);
          }
          results.set(t, sum);
        });
    int[] all = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      all[i] = results.get(i);
    }
    return all;
  }

  private static int[] all(int value) {
    int[] values = new int[LANES];
    Arrays.fill(values, value);
    return values;
  }

  private static int[] expected(int[] rounds) {
    int[] sums = new int[LANES];
    for (int t = 0; t < LANES; t++) {
      for (int i = 1; i < rounds[t]; i += 2) {
        for (int other = 0; other < LANES; other += 3) {
          sums[t] += rounds[other] > i ? 1 : 0;
        }
      }
    }
    return sums;
  }

  @Test
  void lanesThatGoTogether() {
    assertThat(run(all(5), all(-1))).containsExactly(expected(all(5)));
  }

  @Test
  void oneLaneStays() {
    int[] rounds = all(0);
    rounds[33] = 6;
    assertThat(run(rounds, all(-1))).containsExactly(expected(rounds));
  }

  @Test
  void aFaultTakesAllAlongThatAreThere() {
    int[] rounds = all(8);
    rounds[1] = 0;
    int[] faults = all(-1);
    faults[40] = 4;
    int[] results = run(rounds, faults);
    assertThat(results[1]).isZero();
    assertThat(results[40]).isPositive();
    assertThat(results[0]).isEqualTo(-1 - 4);
    assertThat(results[63]).isEqualTo(-1 - 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void lanesOfAnyLength(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 20; run++) {
      int[] rounds = random.ints(LANES, 0, 7).toArray();
      assertThat(run(rounds, all(-1)))
          .as("seed %d, run %d", seed, run)
          .containsExactly(expected(rounds));
      int[] faults = all(-1);
      faults[random.nextInt(LANES)] = random.nextInt(7);
      assertThat(run(rounds, faults)).as("seed %d, run %d", seed, run).doesNotContain(STUCK);
    }
  }
}

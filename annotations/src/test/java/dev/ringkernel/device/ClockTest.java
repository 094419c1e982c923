package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {
  @Test
  void clocksDoNotGoBackAndSleepsAreShort() {
    long clock = Clock.clock64();
    long global = Clock.globalTimer();
    int low = Clock.clock();
    Clock.nanosleep(1000);
    assertThat(Clock.clock64()).isGreaterThanOrEqualTo(clock);
    assertThat(Clock.globalTimer()).isGreaterThanOrEqualTo(global);
    assertThat(Clock.clock() - low).isNotNegative();
    long start = System.nanoTime();
    Clock.nanosleep(-1); // unsigned: more than the longest, which is 1 ms
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }

  /** One lane publishes with plain stores and a fence; the others see all of it behind the flag. */
  @Test
  void fencesOrderPlainAccessesBehindAFlag() {
    int[] data = new int[64];
    int[] flag = new int[1];
    int[] wrong = new int[1];
    Lanes.runGrid(
        Dim3.of(2),
        Dim3.of(32),
        () -> {
          if (Grid.blockIdxX() == 0) {
            data[Grid.threadIdxX()] = 7;
            Fence.acqRelGpu();
            Memory.atomAddRelaxedGpu(flag, 0, 1);
          } else {
            while (Memory.ldRelaxedGpu(flag, 0) < 32) {
              Clock.nanosleep(200);
            }
            Fence.acqRelGpu();
            if (data[Grid.threadIdxX()] != 7) {
              Memory.atomAddRelaxedGpu(wrong, 0, 1);
            }
          }
        });
    assertThat(wrong[0]).isZero();
  }
}

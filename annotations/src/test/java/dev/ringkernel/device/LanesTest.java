package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.Shared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

  @Test
  void eachThreadOfEachBlockRunsOnceAndKnowsItsPlace() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Lanes.runGrid(
        new Dim3(2, 2, 3),
        new Dim3(3, 2, 2),
        () ->
            seen.add(
                Grid.blockRank()
                    + ":"
                    + Grid.threadRank()
                    + ":"
                    + Grid.globalThreadIdX()
                    + ","
                    + Grid.globalThreadIdY()
                    + ","
                    + Grid.globalThreadIdZ()));
    List<String> expected = new ArrayList<>();
    for (int b = 0; b < 12; b++) {
      for (int t = 0; t < 12; t++) {
        expected.add(
            b
                + ":"
                + t
                + ":"
                + (b % 2 * 3 + t % 3)
                + ","
                + (b / 2 % 2 * 2 + t / 3 % 2)
                + ","
                + (b / 4 * 2 + t / 6));
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void outsideOfLanesCodeIsTheOnlyThread() {
    assertThat(Grid.threadIdxX() + Grid.blockIdxX() + Grid.laneId() + Grid.warpId()).isZero();
    assertThat(Grid.blockSize() * Grid.gridDimX() * Grid.clusterSize()).isEqualTo(1);
    Barrier.sync();
    assertThat(Barrier.syncOr(true)).isTrue();
    assertThat(Barrier.syncAnd(false)).isFalse();
    assertThat(Barrier.syncCount(true)).isEqualTo(1);
    assertThat(Warp.shflIdx(7, 3, Warp.FULL)).isEqualTo(7);
    assertThat(Warp.reduceAdd(7, Warp.FULL)).isEqualTo(7);
    assertThat(Warp.ballot(true, Warp.FULL)).isEqualTo(1);
    assertThatThrownBy(() -> Barrier.sync(1, 64))
        .hasMessage("barrier 1 waits for 64 threads, and the block has 1");
  }

  @Test
  void aLoneLaneHasTheBlockIndexItWasGiven() {
    int[] seen = new int[2];
    Lanes.runAlone(
        3,
        5,
        () -> {
          seen[0] = Grid.blockIdxX();
          seen[1] = Grid.gridDimX();
        });
    assertThat(seen).containsExactly(3, 5);
  }

  /**
   * Hillis-Steele scan over shared memory: wrong at once if a barrier lets a lane through early.
   */
  @Test
  void scansWithBarriersAgreeWithTheLoop() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int size : new int[] {1, 2, 31, 32, 33, 96, 257, 1024}) {
      int[] in = random.ints(size, -1000, 1000).toArray();
      int[] expected = in.clone();
      Arrays.parallelPrefix(expected, Integer::sum);
      int[] out = new int[size];
      Lanes.runBlocks(
          Dim3.of(1),
          Dim3.of(size),
          () -> {
            int[] tile = new int[size];
            return () -> {
              int i = Grid.threadIdxX();
              tile[i] = in[i];
              Barrier.sync();
              for (int d = 1; d < size; d *= 2) {
                int add = i >= d ? tile[i - d] : 0;
                Barrier.sync();
                tile[i] += add;
                Barrier.sync();
              }
              out[i] = tile[i];
            };
          });
      assertThat(out).as("size %d, seed %d", size, seed).isEqualTo(expected);
    }
  }

  @Test
  void barrierReductionsSeeEveryLane() {
    int[] counts = new int[100];
    boolean[] all = new boolean[100];
    boolean[] any = new boolean[100];
    Lanes.runGrid(
        Dim3.of(1),
        Dim3.of(100),
        () -> {
          int i = Grid.threadIdxX();
          counts[i] = Barrier.syncCount(i % 3 == 0);
          all[i] = Barrier.syncAnd(i != 50);
          any[i] = Barrier.syncOr(i == 50);
        });
    assertThat(counts).containsOnly(34);
    assertThat(all).containsOnly(false);
    assertThat(any).containsOnly(true);
  }

  @Test
  void namedBarriersLetProducersRunAhead() {
    int rounds = 50;
    long[] slots = new long[2];
    List<Long> read = new ArrayList<>();
    Lanes.runGrid(
        Dim3.of(1),
        Dim3.of(64),
        () -> {
          boolean producer = Grid.warpId() == 0;
          for (int r = 0; r < rounds; r++) {
            int full = 1 + r % 2;
            int empty = 3 + r % 2;
            if (producer) {
              if (r >= 2) {
                Barrier.sync(empty, 64);
              }
              if (Grid.laneId() == 0) {
                slots[r % 2] = r;
              }
              Barrier.arrive(full, 64);
            } else {
              Barrier.sync(full, 64);
              if (Grid.laneId() == 0) {
                read.add(slots[r % 2]);
              }
              if (r + 2 < rounds) {
                Barrier.arrive(empty, 64);
              }
            }
          }
        });
    assertThat(read).hasSize(rounds);
    for (int r = 0; r < rounds; r++) {
      assertThat(read.get(r)).isEqualTo(r);
    }
  }

  @Test
  void lanesThatHaveEndedAreNotWaitedFor() {
    AtomicInteger through = new AtomicInteger();
    Lanes.runGrid(
        Dim3.of(1),
        Dim3.of(64),
        () -> {
          if (Grid.threadIdxX() % 2 == 0) {
            return;
          }
          Barrier.sync();
          Barrier.syncWarp(Warp.FULL);
          through.addAndGet(Barrier.syncCount(true));
        });
    assertThat(through.get()).isEqualTo(32 * 32);
  }

  @Test
  void oneLanesFailureEndsTheGridWithItsOwnException() {
    AtomicInteger afterwards = new AtomicInteger();
    IllegalStateException own = new IllegalStateException("lane 37");
    assertThatThrownBy(
            () ->
                Lanes.runGrid(
                    Dim3.of(100),
                    Dim3.of(64),
                    () -> {
                      if (Grid.threadIdxX() == 37) {
                        throw own;
                      }
                      Barrier.sync();
                      afterwards.incrementAndGet();
                    }))
        .isSameAs(own);
    assertThat(afterwards).hasValue(0);
  }

  @Test
  void peersInAWaitingLoopLeaveToo() {
    int[] flag = new int[1];
    assertThatThrownBy(
            () ->
                Lanes.runGrid(
                    Dim3.of(1),
                    Dim3.of(8),
                    () -> {
                      if (Grid.threadIdxX() == 7) {
                        int[] none = new int[0];
                        none[0] = 1;
                      }
                      while (Memory.ldAcquireCta(flag, 0) == 0) {
                        Clock.nanosleep(100);
                      }
                    }))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class)
        .satisfies(
            e -> assertThat(e.getStackTrace()[0].getClassName()).startsWith(getClass().getName()));
  }

  @Test
  void aFailingBlockFactoryEndsTheGrid() {
    assertThatThrownBy(
            () ->
                Lanes.runBlocks(
                    Dim3.of(4),
                    Dim3.of(4),
                    () -> {
                      throw new OutOfMemoryError("tile");
                    }))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("tile");
  }

  @Test
  void aBlockInWhichAllWaitFailsWithTheListOfWhoWaitsWhere() {
    assertThatThrownBy(
            () ->
                Lanes.runGrid(
                    Dim3.of(1),
                    Dim3.of(40),
                    () -> {
                      if (Grid.threadIdxX() < 3) {
                        Barrier.sync(1, 32);
                      } else {
                        Barrier.sync();
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no lane of block 0 can go on; each waits for another: lanes 0 to 2 at barrier 1 for 32;"
                + " lanes 3 to 39 at barrier 0");
  }

  @Test
  void lanesThatDisagreeOnABarrierAreTold() {
    assertThatThrownBy(
            () ->
                Lanes.runGrid(
                    Dim3.of(1),
                    Dim3.of(64),
                    () -> Barrier.sync(2, Grid.threadIdxX() == 5 ? 32 : 64)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("lanes disagree on barrier 2: ");
    assertThatThrownBy(() -> Barrier.sync(16, 32)).hasMessageContaining("not 16");
    assertThatThrownBy(() -> Barrier.sync(1, 33)).hasMessageContaining("not 33");
    assertThatThrownBy(() -> Barrier.sync(1, 0)).hasMessageContaining("not 0");
  }

  @Test
  void interruptingTheCallerCancelsTheGrid() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                Lanes.runGrid(
                    Dim3.of(2),
                    Dim3.of(4),
                    () -> {
                      running.countDown();
                      while (true) {
                        Barrier.sync();
                      }
                    });
              } catch (Throwable e) {
                thrown.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    running.await();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void runBlockReturnsWhatLaneZeroReturned() {
    assertThat(Lanes.runBlock(128, () -> 1000 + Warp.reduceAdd(Grid.threadIdxX(), Warp.FULL)))
        .isEqualTo(1000 + 31 * 32 / 2);
    assertThat(Lanes.<String>runBlock(2, () -> null)).isNull();
  }

  static void reverse(@Shared(64) long[] tile, int[] out, int n) {
    int i = Grid.threadIdxX();
    tile[i] += Grid.blockIdxX() * 1000L + i;
    Barrier.sync();
    out[Grid.globalThreadIdX()] = (int) tile[n - 1 - i];
  }

  @Test
  void sharedParametersAreOneFreshArrayPerBlock() throws ReflectiveOperationException {
    var kernel = getClass().getDeclaredMethod("reverse", long[].class, int[].class, int.class);
    int[] out = new int[5 * 64];
    Lanes.invoke(Dim3.of(5), Dim3.of(64), kernel, out, 64);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isEqualTo(i / 64 * 1000 + 63 - i % 64);
    }
    assertThatThrownBy(() -> Lanes.invoke(Dim3.of(1), Dim3.of(1), kernel, out))
        .hasMessage("reverse takes 2 arguments beside its shared arrays, not 1");
    assertThatThrownBy(() -> Lanes.invoke(Dim3.of(1), Dim3.of(1), kernel, new int[1], 65))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void shapesAreChecked() {
    assertThatThrownBy(() -> Lanes.runGrid(Dim3.of(1), Dim3.of(33, 32), () -> {}))
        .hasMessage("a block has at most 1024 threads and 64 in z, not 33 x 32 x 1");
    assertThatThrownBy(() -> Lanes.runGrid(Dim3.of(1, 65536), Dim3.of(1), () -> {}))
        .hasMessageContaining("65535 in y");
    assertThatThrownBy(() -> new Dim3(0, 1, 1)).hasMessageContaining("0 x 1 x 1");
    assertThat(Dim3.covering(1000, 256)).isEqualTo(Dim3.of(4));
    assertThat(Dim3.covering(1024, 256)).isEqualTo(Dim3.of(4));
    assertThat(Dim3.covering(0, 256)).isEqualTo(Dim3.of(1));
  }
}

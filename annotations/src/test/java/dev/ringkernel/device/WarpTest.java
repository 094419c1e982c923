package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WarpTest {
  private static final long SEED = new Random().nextLong();
  private final Random random = new Random(SEED);

  /**
   * Runs {@code body} in the lanes of one warp that {@code mask} names and returns each lane's
   * result.
   */
  private static long[] warp(int mask, IntFunction<Long> body) {
    long[] out = new long[32];
    Lanes.runGrid(
        Dim3.of(1),
        Dim3.of(32),
        () -> {
          int lane = Grid.laneId();
          if ((mask >>> lane & 1) != 0) {
            out[lane] = body.apply(lane);
          }
        });
    return out;
  }

  @Test
  void shufflesMoveValuesOfEveryType() {
    long[] in = random.longs(32).toArray();
    int shift = random.nextInt(32);
    for (int i = 0; i < 32; i++) {
      in[i] = i % 7 == 0 ? -in[i] : in[i];
    }
    long[] idx = warp(Warp.FULL, i -> Warp.shflIdx(in[i], i + shift, Warp.FULL));
    long[] up = warp(Warp.FULL, i -> (long) Warp.shflUp((int) in[i], shift, Warp.FULL));
    long[] down =
        warp(
            Warp.FULL,
            i -> Double.doubleToRawLongBits(Warp.shflDown((double) in[i], shift, Warp.FULL)));
    long[] xor =
        warp(
            Warp.FULL,
            i -> (long) Float.floatToRawIntBits(Warp.shflXor((float) in[i], shift, Warp.FULL)));
    for (int i = 0; i < 32; i++) {
      String which = "lane " + i + " by " + shift + ", seed " + SEED;
      assertThat(idx[i]).as(which).isEqualTo(in[i + shift & 31]);
      assertThat(up[i]).as(which).isEqualTo((int) in[i < shift ? i : i - shift]);
      assertThat(down[i])
          .as(which)
          .isEqualTo(Double.doubleToRawLongBits((double) in[i + shift > 31 ? i : i + shift]));
      assertThat(xor[i]).as(which).isEqualTo(Float.floatToRawIntBits((float) in[i ^ shift]));
    }
  }

  @Test
  void shufflesStayWithinTheirGroup() {
    for (int width : new int[] {2, 4, 8, 16, 32}) {
      int by = random.nextInt(width);
      long[] up = warp(Warp.FULL, i -> (long) Warp.shflUpWithin(i, by, width, Warp.FULL));
      long[] down = warp(Warp.FULL, i -> (long) Warp.shflDownWithin(i, by, width, Warp.FULL));
      long[] idx = warp(Warp.FULL, i -> (long) Warp.shflIdxWithin(i, by, width, Warp.FULL));
      long[] xor = warp(Warp.FULL, i -> (long) Warp.shflXorWithin(i, by, width, Warp.FULL));
      for (int i = 0; i < 32; i++) {
        int in = i % width;
        String which = "lane " + i + " of " + width + " by " + by + ", seed " + SEED;
        assertThat(up[i]).as(which).isEqualTo(in - by < 0 ? i : i - by);
        assertThat(down[i]).as(which).isEqualTo(in + by >= width ? i : i + by);
        assertThat(idx[i]).as(which).isEqualTo(i - in + by);
        assertThat(xor[i]).as(which).isEqualTo((in ^ by) >= width ? i : i ^ by);
      }
    }
  }

  @Test
  void votesAndMatchesSeeTheLanesOfTheMaskOnly() {
    int mask = random.nextInt() | 5;
    int trues = random.nextInt();
    long[] ballot = warp(mask, i -> (long) Warp.ballot((trues >>> i & 1) != 0, mask));
    long[] any = warp(mask, i -> Warp.any((trues >>> i & 1) != 0, mask) ? 1L : 2L);
    long[] all = warp(mask, i -> Warp.all(i != 2, mask) ? 1L : 2L);
    long[] uniform = warp(mask, i -> Warp.uniform(i == 0, mask) ? 1L : 2L);
    long[] match = warp(mask, i -> (long) Warp.matchAny(i % 3, mask));
    long[] matchAll = warp(mask, i -> (long) Warp.matchAll(-1L, mask));
    long[] noMatch = warp(mask, i -> (long) Warp.matchAll(i == 0 ? 1 : 2, mask));
    long[] elected = warp(mask, i -> Warp.elect(mask) ? 1L : 0L);
    for (int i = 0; i < 32; i++) {
      if ((mask >>> i & 1) == 0) {
        continue;
      }
      String which = "lane %d of mask %08x, trues %08x, seed %d".formatted(i, mask, trues, SEED);
      assertThat((int) ballot[i]).as(which).isEqualTo(trues & mask);
      assertThat(any[i]).as(which).isEqualTo((trues & mask) != 0 ? 1 : 2);
      assertThat(all[i]).as(which).isEqualTo(2);
      assertThat(uniform[i]).as(which).isEqualTo(2);
      int same = 0;
      for (int j = i % 3; j < 32; j += 3) {
        same |= 1 << j;
      }
      assertThat((int) match[i]).as(which).isEqualTo(same & mask);
      assertThat((int) matchAll[i]).as(which).isEqualTo(mask);
      assertThat(noMatch[i]).as(which).isZero();
    }
    assertThat(Arrays.stream(elected).sum()).isEqualTo(1);
    assertThat(warp(1, i -> Warp.uniform(true, 1) ? 1L : 2L)[0]).isEqualTo(1);
  }

  @Test
  void reductionsCombineTheLanesOfTheMask() {
    int[] in = random.ints(32).toArray();
    int mask = random.nextInt() | 1;
    int[] chosen =
        IntStream.range(0, 32).filter(i -> (mask >>> i & 1) != 0).map(i -> in[i]).toArray();
    String which = "mask %08x, seed %d".formatted(mask, SEED);
    int flip = Integer.MIN_VALUE;
    Object[][] rows = {
      {(IntFunction<Long>) i -> (long) Warp.reduceAdd(in[i], mask), Arrays.stream(chosen).sum()},
      {
        (IntFunction<Long>) i -> (long) Warp.reduceMin(in[i], mask),
        Arrays.stream(chosen).min().getAsInt()
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceMax(in[i], mask),
        Arrays.stream(chosen).max().getAsInt()
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceMinUnsigned(in[i], mask),
        Arrays.stream(chosen).map(v -> v ^ flip).min().getAsInt() ^ flip
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceMaxUnsigned(in[i], mask),
        Arrays.stream(chosen).map(v -> v ^ flip).max().getAsInt() ^ flip
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceAnd(in[i], mask),
        Arrays.stream(chosen).reduce(-1, (a, b) -> a & b)
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceOr(in[i], mask),
        Arrays.stream(chosen).reduce(0, (a, b) -> a | b)
      },
      {
        (IntFunction<Long>) i -> (long) Warp.reduceXor(in[i], mask),
        Arrays.stream(chosen).reduce(0, (a, b) -> a ^ b)
      },
    };
    for (Object[] row : rows) {
      @SuppressWarnings("unchecked")
      long[] got = warp(mask, (IntFunction<Long>) row[0]);
      for (int i = 0; i < 32; i++) {
        assertThat((int) got[i]).as(which).isEqualTo((mask >>> i & 1) != 0 ? (int) row[1] : 0);
      }
    }
  }

  @Test
  void disjointMasksMeetApartAndAtTheSameTime() {
    int even = 0x55555555;
    long[] sums =
        warp(
            Warp.FULL,
            i -> {
              int mask = i % 2 == 0 ? even : ~even;
              long sum = 0;
              for (int r = 0; r < 20; r++) {
                sum += Warp.reduceAdd(i + r, mask);
              }
              return sum;
            });
    for (int i = 0; i < 32; i++) {
      assertThat(sums[i]).isEqualTo(20L * (i % 2 == 0 ? 240 : 256) + 16L * 190);
    }
  }

  @Test
  void manyWarpsSumManyTimes() {
    int[] total = new int[1];
    Lanes.runGrid(
        Dim3.of(6),
        Dim3.of(512),
        () -> {
          int v = Grid.threadIdxX();
          for (int d = 16; d > 0; d /= 2) {
            v += Warp.shflXor(v, d, Warp.FULL);
          }
          if (Grid.laneId() == 0) {
            Memory.atomAddRelaxedGpu(total, 0, v);
          }
        });
    assertThat(total[0]).isEqualTo(6 * (511 * 512 / 2));
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> warp(Warp.FULL, i -> (long) Warp.ballot(true, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with mask 0x00000001, which does not name it");
    assertThatThrownBy(
            () ->
                warp(
                    Warp.FULL,
                    i -> i == 9 ? (long) Warp.reduceAdd(1, -1) : (long) Warp.reduceMax(1, -1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("disagree")
        .hasMessageContaining("reduceAdd")
        .hasMessageContaining("reduceMax");
    assertThatThrownBy(
            () ->
                warp(
                    Warp.FULL,
                    i -> (long) Warp.ballot(true, i < 16 ? Warp.FULL : 0xffff0001 | 1 << i)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no lane of block 0 can go on");
  }

  @Test
  void theLastWarpMayBePartial() {
    int[] sums = new int[40];
    Lanes.runGrid(
        Dim3.of(1), Dim3.of(40), () -> sums[Grid.threadIdxX()] = Warp.reduceAdd(1, Warp.FULL));
    assertThat(sums).containsOnly(8, 32);
    assertThat(sums[39]).isEqualTo(8);
  }
}

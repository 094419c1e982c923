package dev.ringkernel.ptx.sim;

import java.util.Arrays;
import java.util.stream.IntStream;

/** References of reductions, scans, sorts, histograms, and what a warp does together. */
final class ForeignSums {
  private ForeignSums() {}

  static void reduceShared(ForeignArgs a) {
    Arrays.setAll(a.ints(1), b -> Arrays.stream(a.ints(0), 256 * b, 256 * b + 256).sum());
  }

  static void reduceShuffle(ForeignArgs a) {
    for (int i = 0; i < a.number(2); i++) {
      a.floats(1)[0] += a.floats(0)[i];
    }
  }

  static void scanBlock(ForeignArgs a) {
    Arrays.setAll(a.ints(1), j -> Arrays.stream(a.ints(0), j / 256 * 256, j).sum());
  }

  static void scanWarp(ForeignArgs a) {
    Arrays.setAll(a.longs(1), j -> Arrays.stream(a.longs(0), j / 32 * 32, j + 1).sum());
  }

  static void histogram(ForeignArgs a) {
    for (byte value : a.bytes(0)) {
      a.ints(1)[value & 0xff]++;
    }
  }

  static void radixPass(ForeignArgs a) {
    int shift = a.number(2);
    int[] sorted =
        IntStream.of(a.ints(0))
            .boxed()
            .sorted((x, y) -> Integer.compare((x >>> shift) & 15, (y >>> shift) & 15))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, a.ints(1), 0, sorted.length);
  }

  static void bfsStep(ForeignArgs a) {
    int[] row = a.ints(0);
    int[] distance = a.ints(2);
    int level = a.number(3);
    int[] before = distance.clone();
    for (int v = 0; v < before.length; v++) {
      for (int e = row[v]; before[v] == level && e < row[v + 1]; e++) {
        int to = a.ints(1)[e];
        if (before[to] < 0) {
          distance[to] = level + 1;
          a.ints(4)[0] = 1;
        }
      }
    }
  }

  static void warpPrimitives(ForeignArgs a) {
    int[] in = a.ints(0);
    int[] out = a.ints(1);
    for (int t = 0; t < 32; t++) {
      int v = in[t];
      int[] each = {
        lanes(l -> in[l] > 3),
        3,
        lanes(l -> in[l] == v),
        -1,
        1,
        Arrays.stream(in).sum() * 10000
            + Arrays.stream(in).min().orElseThrow() * 100
            + Arrays.stream(in).max().orElseThrow(),
        Arrays.stream(in).map(x -> x | 8).reduce(-1, (x, y) -> x & y),
        Arrays.stream(in).reduce(0, (x, y) -> x | y),
        IntStream.range(0, 32).map(l -> in[l] + (l == 0 ? 1 : 0)).reduce(0, (x, y) -> x ^ y),
        1,
        in[t ^ 1],
        in[3]
      };
      System.arraycopy(each, 0, out, 12 * t, 12);
    }
  }

  private static int lanes(java.util.function.IntPredicate which) {
    int mask = 0;
    for (int l = 0; l < 32; l++) {
      mask |= which.test(l) ? 1 << l : 0;
    }
    return mask;
  }

  static void triangles(ForeignArgs a) {
    for (int t = 0; t < 16; t++) {
      a.ints(0)[t] = t * (t + 1) / 2;
    }
  }
}

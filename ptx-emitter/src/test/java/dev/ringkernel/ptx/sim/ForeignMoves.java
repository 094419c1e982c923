package dev.ringkernel.ptx.sim;

import java.util.Arrays;

/** References of kernels that move data about, wait for each other, branch and call. */
final class ForeignMoves {
  private ForeignMoves() {}

  static void plusOne(ForeignArgs a) {
    Arrays.setAll(a.ints(1), j -> a.ints(0)[j] + 1);
  }

  static void vectorsReversed(ForeignArgs a) {
    Arrays.setAll(a.ints(1), j -> a.ints(0)[(63 - j / 4) * 4 + j % 4]);
  }

  static void twice(ForeignArgs a) {
    Arrays.setAll(a.ints(1), j -> 2 * a.ints(0)[j]);
  }

  static void threeTimes(ForeignArgs a) {
    Arrays.setAll(a.ints(0), t -> 3 * t);
  }

  static void blockBarrier(ForeignArgs a) {
    int rounds = a.number(1);
    Arrays.setAll(a.ints(0), t -> (t + rounds) % 128 + rounds);
  }

  static void clusterDsmem(ForeignArgs a) {
    Arrays.setAll(a.ints(0), i -> 1000 * ((i / 32) ^ 1) + (31 - i % 32) + 32);
    Arrays.setAll(a.ints(1), b -> 10 * (b & 1) + 2);
  }

  static void remoteArrive(ForeignArgs a) {
    Arrays.setAll(a.ints(0), i -> 100 * ((i / 32) ^ 1) + i % 32);
  }

  static void messagePassing(ForeignArgs a) {
    Arrays.setAll(a.ints(0), t -> 7 * t + 1);
    a.ints(1)[0] = 1;
    Arrays.setAll(a.ints(2), t -> 7 * t + 1);
  }

  static void namedBarriers(ForeignArgs a) {
    Arrays.setAll(a.ints(0), t -> 2 * t + (64 + t) + 64);
  }

  static void dynamicShared(ForeignArgs a) {
    Arrays.setAll(a.ints(0), i -> (31 - i % 32) + 100 * ((i % 32 + 1) % 32) + i / 32);
  }

  static void constantMemory(ForeignArgs a) {
    float[] w = {0.5f, 1, 2, 4};
    float[] out = a.floats(0);
    for (int t = 0; t < out.length; t++) {
      out[t] = w[t % 4] * t + w[a.number(1)] - 3 + 7;
    }
  }

  static void divergence(ForeignArgs a) {
    int[] out = a.ints(0);
    for (int t = 0; t < out.length; t++) {
      int steps = 0;
      for (int n = t + 1; n != 1; steps++) {
        n = n % 2 == 1 ? 3 * n + 1 : n / 2;
      }
      int threes = 0;
      for (int lane = t / 32 * 32; lane < t / 32 * 32 + 32; lane++) {
        threes += lane % 3 == 0 ? 1 : 0;
      }
      out[t] = steps + 1000 * threes;
    }
  }

  static void functionPointers(ForeignArgs a) {
    Arrays.setAll(
        a.ints(0),
        t ->
            switch (t % 4) {
              case 0 -> t + 1;
              case 1 -> 2 * t;
              case 2 -> t * t;
              default -> -t;
            });
  }

  static void virtualCalls(ForeignArgs a) {
    Arrays.setAll(a.doubles(0), t -> t % 2 == 0 ? 3.0 * t * t : 6.0 * t);
  }

  static void recursion(ForeignArgs a) {
    int[] out = a.ints(0);
    int next = 1;
    for (int t = 1; t < 12; t++) {
      out[t] = next;
      next += out[t - 1];
    }
    for (int t = 0; t < 12; t++) {
      out[12 + t] = 2 * t + 3;
    }
  }

  static void print(ForeignArgs a) {
    Arrays.fill(a.ints(0), 3);
  }

  static void specialRegisters(ForeignArgs a) {
    int[] out = a.ints(0);
    for (int i = 0; i < 6 * 64; i++) {
      int t = i % 64;
      int b = i / 64;
      int[] each = {
        t % 8 + 10 * (t / 8 % 4) + 100 * (t / 32),
        b % 2 + 10 * (b / 2),
        8 + 400 + 20000,
        2 + 30,
        t % 32,
        (1 << (t % 32)) - 1,
        1,
        1
      };
      System.arraycopy(each, 0, out, 8 * i, 8);
    }
  }

  static void gridBarrier(ForeignArgs a) {
    for (int j = 0; j < 256; j++) {
      a.ints(0)[j] = (j + 4) % 256 + 4;
      a.ints(1)[j] = (j + 5) % 256 + 5;
    }
  }
}

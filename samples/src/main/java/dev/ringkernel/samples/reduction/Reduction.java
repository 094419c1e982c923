package dev.ringkernel.samples.reduction;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Warp;
import dev.ringkernel.runtime.DeviceArray;
import dev.ringkernel.runtime.Kernels;
import java.util.Arrays;

/**
 * Sums an array: warps by shuffles, blocks through shared memory, the grid by one number per block.
 */
public final class Reduction {
  static final int BLOCK = 256;

  private Reduction() {}

  /** Leaves in {@code sums} one sum per block; the whole grid walks over {@code in} in strides. */
  @GlobalKernel(threads = BLOCK)
  static void sum(int[] in, long[] sums, @Shared(32) long[] tile) {
    long mine = 0;
    for (int i = Grid.globalThreadIdX(); i < in.length; i += Grid.globalSizeX()) {
      mine += in[i];
    }
    mine = sumOfWarp(mine);
    if (Grid.laneId() == 0) {
      tile[Grid.warpId()] = mine;
    }
    Barrier.sync();
    if (Grid.warpId() == 0) {
      int warps = Grid.blockDimX() >>> 5;
      long all = sumOfWarp(Grid.laneId() < warps ? tile[Grid.laneId()] : 0L);
      if (Grid.laneId() == 0) {
        sums[Grid.blockIdxX()] = all;
      }
    }
  }

  /** The sum over the warp, in every lane. */
  private static long sumOfWarp(long value) {
    long sum = value;
    for (int d = 16; d > 0; d >>= 1) {
      sum += Warp.shflXor(sum, d, Warp.FULL);
    }
    return sum;
  }

  /** The sum of {@code in}, by a grid of {@code blocks}. */
  static long run(Kernels kernels, int blocks, int[] in) {
    try (DeviceArray<int[]> numbers = kernels.copyOf(in);
        DeviceArray<long[]> sums = kernels.array(long[].class, blocks)) {
      kernels.kernel(Reduction.class, "sum").run(Dim3.of(blocks), Dim3.of(BLOCK), numbers, sums);
      return Arrays.stream(sums.toArray()).sum();
    }
  }

  /**
   * Runs it on the GPU if there is a usable one, else on the CPU. The argument is the count of
   * numbers.
   */
  public static void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int[] in = new int[n];
    for (int i = 0; i < n; i++) {
      in[i] = i - n / 3;
    }
    try (Kernels kernels = Kernels.open()) {
      System.out.println("backend: " + kernels.backend() + ", " + kernels.description());
      long sum = run(kernels, 16, in);
      long expected = Arrays.stream(in).asLongStream().sum();
      System.out.printf(
          "the sum of %d numbers is %d, which is %s%n",
          n, sum, sum == expected ? "right" : "WRONG");
      if (sum != expected) {
        System.exit(1);
      }
    }
  }
}

package dev.ringkernel.samples.reduction;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Warp;

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
}

package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a launch.
 *
 * @param grid blocks
 * @param block threads of a block
 * @param cluster blocks of a cluster; null where the kernel's own shape (or none) is meant
 * @param dynamicShared dynamic shared memory of a block in bytes
 * @param cooperative whether all blocks must be resident at once
 */
public record SimGrid(
    Dim3 grid, Dim3 block, @Nullable Dim3 cluster, int dynamicShared, boolean cooperative) {

  /** Checks that there is something to launch. */
  public SimGrid {
    check("grid", grid);
    check("block", block);
    if (cluster != null) {
      check("cluster", cluster);
    }
    if (dynamicShared < 0) {
      throw new IllegalArgumentException(
          "Dynamic shared memory must not be negative: " + dynamicShared + ".");
    }
  }

  private static void check(String what, Dim3 extents) {
    if (extents.x() < 1 || extents.y() < 1 || extents.z() < 1) {
      throw new IllegalArgumentException(
          "Every extent of a " + what + " must be at least 1: " + extents + ".");
    }
  }

  /** A line of blocks, each a line of threads. */
  public static SimGrid of(int blocks, int threads) {
    return of(Dim3.of(blocks), Dim3.of(threads));
  }

  /** Blocks and threads of more than one dimension. */
  public static SimGrid of(Dim3 grid, Dim3 block) {
    return new SimGrid(grid, block, null, 0, false);
  }

  /** This launch with so much dynamic shared memory for each block. */
  public SimGrid withDynamicShared(int bytes) {
    return new SimGrid(grid, block, cluster, bytes, cooperative);
  }

  /** This launch in clusters of this shape. */
  public SimGrid withCluster(Dim3 blocks) {
    return new SimGrid(grid, block, blocks, dynamicShared, cooperative);
  }

  /** This launch with all blocks resident at once. */
  public SimGrid asCooperative() {
    return new SimGrid(grid, block, cluster, dynamicShared, true);
  }
}

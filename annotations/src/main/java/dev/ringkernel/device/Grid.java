package dev.ringkernel.device;

/**
 * Which thread of which block runs. Code that no {@link Lanes} runs is thread 0 of the only block,
 * of one thread.
 */
public final class Grid {
  private Grid() {}

  // @formatter:off
  /** Index of this thread in its block, in x. */
  @Intrinsic("mov.u32 d, %tid.x")
  public static int threadIdxX() { return Lane.current().x; }

  /** Index of this thread in its block, in y. */
  @Intrinsic("mov.u32 d, %tid.y")
  public static int threadIdxY() { return Lane.current().y; }

  /** Index of this thread in its block, in z. */
  @Intrinsic("mov.u32 d, %tid.z")
  public static int threadIdxZ() { return Lane.current().z; }

  /** Index of this block in the grid, in x. */
  @Intrinsic("mov.u32 d, %ctaid.x")
  public static int blockIdxX() { return Lane.current().block.blockX; }

  /** Index of this block in the grid, in y. */
  @Intrinsic("mov.u32 d, %ctaid.y")
  public static int blockIdxY() { return Lane.current().block.blockY; }

  /** Index of this block in the grid, in z. */
  @Intrinsic("mov.u32 d, %ctaid.z")
  public static int blockIdxZ() { return Lane.current().block.blockZ; }

  /** Threads of a block, in x. */
  @Intrinsic("mov.u32 d, %ntid.x")
  public static int blockDimX() { return Lane.current().block.grid.block.x(); }

  /** Threads of a block, in y. */
  @Intrinsic("mov.u32 d, %ntid.y")
  public static int blockDimY() { return Lane.current().block.grid.block.y(); }

  /** Threads of a block, in z. */
  @Intrinsic("mov.u32 d, %ntid.z")
  public static int blockDimZ() { return Lane.current().block.grid.block.z(); }

  /** Blocks of the grid, in x. */
  @Intrinsic("mov.u32 d, %nctaid.x")
  public static int gridDimX() { return Lane.current().block.grid.grid.x(); }

  /** Blocks of the grid, in y. */
  @Intrinsic("mov.u32 d, %nctaid.y")
  public static int gridDimY() { return Lane.current().block.grid.grid.y(); }

  /** Blocks of the grid, in z. */
  @Intrinsic("mov.u32 d, %nctaid.z")
  public static int gridDimZ() { return Lane.current().block.grid.grid.z(); }

  /** Lane of this thread in its warp, 0 to 31. */
  @Intrinsic("mov.u32 d, %laneid")
  public static int laneId() { return Lane.current().laneId(); }

  /** The multiprocessor that runs this thread now; 0 on the JVM. */
  @Intrinsic("mov.u32 d, %smid")
  public static int smId() { return 0; }

  /** Multiprocessor numbers are below this; 1 on the JVM. */
  @Intrinsic("mov.u32 d, %nsmid")
  public static int smCount() { return 1; }

  /** The cluster of this block, in x; on the JVM a cluster is one block. */
  @Intrinsic("mov.u32 d, %clusterid.x")
  public static int clusterIdxX() { return blockIdxX(); }

  /** Clusters of the grid, in x. */
  @Intrinsic("mov.u32 d, %nclusterid.x")
  public static int clusterDimX() { return gridDimX(); }

  /** Rank of this block in its cluster; 0 on the JVM. */
  @Intrinsic("mov.u32 d, %cluster_ctarank")
  public static int clusterRank() { return 0; }

  /** Blocks of a cluster; 1 on the JVM. */
  @Intrinsic("mov.u32 d, %cluster_nctarank")
  public static int clusterSize() { return 1; }

  /** Index of this thread in its block: x fastest, then y, z. */
  public static int threadRank() { return threadIdxX() + blockDimX() * (threadIdxY() + blockDimY() * threadIdxZ()); }

  /** Threads of a block. */
  public static int blockSize() { return blockDimX() * blockDimY() * blockDimZ(); }

  /** Index of this block in the grid: x fastest, then y, z. */
  public static int blockRank() { return blockIdxX() + gridDimX() * (blockIdxY() + gridDimY() * blockIdxZ()); }

  /** Warp of this thread in its block: its rank divided by 32. */
  public static int warpId() { return threadRank() >>> 5; }

  /** Index of this thread in the grid, in x; wraps past 2^31 - 1 threads. */
  public static int globalThreadIdX() { return blockIdxX() * blockDimX() + threadIdxX(); }

  /** Index of this thread in the grid, in y. */
  public static int globalThreadIdY() { return blockIdxY() * blockDimY() + threadIdxY(); }

  /** Index of this thread in the grid, in z. */
  public static int globalThreadIdZ() { return blockIdxZ() * blockDimZ() + threadIdxZ(); }

  /** Threads of the grid, in x: the stride of a grid-stride loop. */
  public static int globalSizeX() { return gridDimX() * blockDimX(); }
  // @formatter:on
}

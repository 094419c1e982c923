package dev.ringkernel.runtime.driver;

/**
 * The shape of a launch.
 *
 * @param gridX blocks in x
 * @param gridY blocks in y
 * @param gridZ blocks in z
 * @param blockX threads of a block in x
 * @param blockY threads of a block in y
 * @param blockZ threads of a block in z
 * @param dynamicShared dynamic shared memory of a block in bytes
 * @param cooperative whether all blocks must be resident at once
 */
public record LaunchConfig(
    int gridX,
    int gridY,
    int gridZ,
    int blockX,
    int blockY,
    int blockZ,
    int dynamicShared,
    boolean cooperative) {

  /** Checks that there is something to launch. */
  public LaunchConfig {
    if (gridX < 1 || gridY < 1 || gridZ < 1 || blockX < 1 || blockY < 1 || blockZ < 1) {
      throw new IllegalArgumentException(
          "Every extent of a launch must be at least 1: grid "
              + shape(gridX, gridY, gridZ)
              + ", block "
              + shape(blockX, blockY, blockZ)
              + ".");
    }
    if (dynamicShared < 0) {
      throw new IllegalArgumentException(
          "Dynamic shared memory must not be negative: " + dynamicShared + ".");
    }
  }

  /** Returns a one-dimensional launch. */
  public static LaunchConfig of(int blocks, int threads) {
    return new LaunchConfig(blocks, 1, 1, threads, 1, 1, 0, false);
  }

  /** Returns this launch with so much dynamic shared memory for each block. */
  public LaunchConfig withDynamicShared(int bytes) {
    return new LaunchConfig(gridX, gridY, gridZ, blockX, blockY, blockZ, bytes, cooperative);
  }

  /** Returns this launch with all blocks resident at once. */
  public LaunchConfig asCooperative() {
    return new LaunchConfig(gridX, gridY, gridZ, blockX, blockY, blockZ, dynamicShared, true);
  }

  /** Returns the number of blocks. */
  public long blocks() {
    return (long) gridX * gridY * gridZ;
  }

  /** Returns the number of threads of a block. */
  public long blockThreads() {
    return (long) blockX * blockY * blockZ;
  }

  /** Returns the shape for people, such as {@code 131 blocks of 256 threads, cooperative}. */
  @Override
  public String toString() {
    return blocks()
        + (blocks() == 1 ? " block" : " blocks")
        + (gridY > 1 || gridZ > 1 ? " (" + shape(gridX, gridY, gridZ) + ")" : "")
        + " of "
        + blockThreads()
        + (blockThreads() == 1 ? " thread" : " threads")
        + (blockY > 1 || blockZ > 1 ? " (" + shape(blockX, blockY, blockZ) + ")" : "")
        + (dynamicShared > 0 ? ", " + dynamicShared + " bytes of dynamic shared memory" : "")
        + (cooperative ? ", cooperative" : "");
  }

  private static String shape(int x, int y, int z) {
    return x + " × " + y + " × " + z;
  }
}

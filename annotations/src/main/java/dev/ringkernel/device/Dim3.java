package dev.ringkernel.device;

/**
 * The extent of a grid in blocks, or of a block in threads; {@code x} varies fastest.
 *
 * @param x at least 1
 * @param y at least 1
 * @param z at least 1
 */
public record Dim3(int x, int y, int z) {
  public Dim3 {
    if (x < 1 || y < 1 || z < 1) {
      throw new IllegalArgumentException(
          "an extent has at least 1 in each direction, not " + x + " x " + y + " x " + z);
    }
  }

  /** {@code x} in one direction. */
  public static Dim3 of(int x) {
    return new Dim3(x, 1, 1);
  }

  /** {@code x} by {@code y}. */
  public static Dim3 of(int x, int y) {
    return new Dim3(x, y, 1);
  }

  /** How many there are in all. */
  public long count() {
    return Math.multiplyExact(Math.multiplyExact((long) x, (long) y), (long) z);
  }

  /**
   * The smallest number of blocks of {@code block} threads with at least {@code threads} in all.
   */
  public static Dim3 covering(long threads, int block) {
    return of(Math.toIntExact(Math.max(1, Math.ceilDiv(threads, (long) block))));
  }

  @Override
  public String toString() {
    return x + " x " + y + " x " + z;
  }
}

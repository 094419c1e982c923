package dev.ringkernel.ptx.sim;

/**
 * Three extents or a position within them; x varies fastest.
 *
 * @param x first coordinate
 * @param y second coordinate
 * @param z third coordinate
 */
public record Dim3(int x, int y, int z) {

  /** One of everything. */
  public static final Dim3 ONE = new Dim3(1, 1, 1);

  /** A line of {@code x}. */
  public static Dim3 of(int x) {
    return new Dim3(x, 1, 1);
  }

  /** How many there are. */
  public long count() {
    return (long) x * y * z;
  }

  /** The position of flat index {@code flat} within these extents. */
  Dim3 at(long flat) {
    return new Dim3((int) (flat % x), (int) (flat / x % y), (int) (flat / x / y));
  }

  /** The coordinates in parentheses, such as {@code (3, 0, 0)}. */
  @Override
  public String toString() {
    return "(" + x + ", " + y + ", " + z + ")";
  }
}

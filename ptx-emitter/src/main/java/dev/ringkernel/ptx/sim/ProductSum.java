package dev.ringkernel.ptx.sim;

import java.util.Arrays;

/**
 * How a tensor core sums the products of floats for an element of a matrix product, as the record
 * of an H100 shows it bit for bit ({@code ptx-emitter/src/truth}); other GPUs may add fewer at
 * once.
 *
 * <p>A step adds some products and the sum so far: each is exact, cut off (not rounded) {@value
 * #KEPT} bits below the greatest exponent among them, and their exact sum is cut off to {@code
 * f32}. The exponent of a product is the sum of its factors', before it is normalized; a subnormal
 * factor has that of the least normal number. No step gives -0.
 *
 * <p>Elements of 8 bits are multiplied as {@code f16}, from 0; their sum is added to that of {@code
 * c} at last, rounded to nearest even.
 *
 * @param steps the places in the inner dimension whose products a step adds
 * @param apart whether {@code c} is added at last
 * @param leastA the least exponent of a normal number as the left elements are multiplied
 * @param leastB the same of the right ones
 */
record ProductSum(int[][] steps, boolean apart, int leastA, int leastB) {
  private static final int KEPT = 25;

  /** Products that a step has room for. */
  private static final int STEP = 16;

  /**
   * Of {@code tf32}, {@code wmma} adds four products at once, as {@code mma} of that depth does.
   */
  private static final int WMMA_TF32 = 4;

  static ProductSum of(Element a, Element b, int inner, boolean wmma) {
    boolean bytes = a.bits == 8;
    int[] order = new int[inner];
    int size = wmma && a == Element.TF32 ? WMMA_TF32 : STEP;
    for (int k = 0; k < inner; k++) {
      // A register with four elements is unpacked to two, its low pair for the first step.
      order[bytes ? k / 4 * 2 + k % 2 + (k % 4 / 2) * (inner / 2) : k] = k;
    }
    int[][] steps = new int[(inner + size - 1) / size][];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Arrays.copyOfRange(order, i * size, Math.min(inner, (i + 1) * size));
    }
    return new ProductSum(steps, bytes, a.leastExponent(), b.leastExponent());
  }

  /** The sum of the products of a row of {@code a} and a column of {@code b}, and {@code c}. */
  float of(double[] a, int from, double[] b, int column, int columns, float c) {
    float sum = apart ? 0 : c;
    for (int[] step : steps) {
      sum = step(a, from, b, column, columns, step, sum);
    }
    return apart ? sum + c : sum;
  }

  private float step(
      double[] a, int from, double[] b, int column, int columns, int[] places, float c) {
    double exact = c;
    int greatest = c == 0 ? Integer.MIN_VALUE : exponent(c, Float.MIN_EXPONENT);
    for (int k : places) {
      double left = a[from + k];
      double right = b[k * columns + column];
      exact += left * right;
      if (left != 0 && right != 0) {
        greatest = Math.max(greatest, exponent(left, leastA) + exponent(right, leastB));
      }
    }
    if (!Double.isFinite(exact)) {
      return (float) exact;
    }
    if (greatest == Integer.MIN_VALUE) {
      return 0;
    }
    double scale = Math.scalb(1.0, KEPT - greatest);
    long sum = (long) (c * scale);
    for (int k : places) {
      sum += (long) (a[from + k] * b[k * columns + column] * scale);
    }
    return cut(Math.scalb((double) sum, greatest - KEPT));
  }

  private static int exponent(double value, int least) {
    return Math.max(Math.getExponent(value), least);
  }

  /** To {@code f32} towards zero; what is beyond its numbers is infinite. */
  private static float cut(double value) {
    if (Math.abs(value) >= 0x1p128) {
      return (float) value;
    }
    float nearest = (float) value;
    return Math.abs((double) nearest) > Math.abs(value) ? Math.nextAfter(nearest, 0.0) : nearest;
  }

  @Override
  public String toString() {
    return "ProductSum" + Arrays.deepToString(steps);
  }
}

package dev.ringkernel.samples.saxpy;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Grid;

/** {@code y = a * x + y} for arrays: one thread per element. */
public final class Saxpy {
  static final int BLOCK = 256;

  private Saxpy() {}

  /** The kernel. With {@link Math#fma} the product is not rounded; without it, it would be. */
  @GlobalKernel(threads = BLOCK)
  static void saxpy(float a, float[] x, float[] y) {
    int i = Grid.globalThreadIdX();
    if (i < y.length) {
      y[i] = Math.fma(a, x[i], y[i]);
    }
  }
}

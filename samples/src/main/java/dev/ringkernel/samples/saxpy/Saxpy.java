package dev.ringkernel.samples.saxpy;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Grid;
import dev.ringkernel.runtime.DeviceArray;
import dev.ringkernel.runtime.Kernels;

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

  /** Computes {@code y = a * x + y} for arrays of the JVM and returns the new {@code y}. */
  static float[] run(Kernels kernels, float a, float[] x, float[] y) {
    try (DeviceArray<float[]> xs = kernels.copyOf(x);
        DeviceArray<float[]> ys = kernels.copyOf(y)) {
      Dim3 grid = Dim3.covering(y.length, BLOCK);
      kernels.kernel(Saxpy.class, "saxpy").run(grid, Dim3.of(BLOCK), a, xs, ys);
      return ys.toArray();
    }
  }

  /**
   * Runs it on the GPU if there is a usable one, else on the CPU. The argument is the count of
   * elements.
   */
  public static void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = 0.5f;
    }
    try (Kernels kernels = Kernels.open()) {
      System.out.println("backend: " + kernels.backend() + ", " + kernels.description());
      float[] result = run(kernels, 2.0f, x, y);
      int wrong = 0;
      for (int i = 0; i < n; i++) {
        wrong += result[i] == Math.fma(2.0f, x[i], y[i]) ? 0 : 1;
      }
      System.out.printf(
          "2 * x + y for %d elements: the last is %.1f, and %d are wrong%n",
          n, result[n - 1], wrong);
    }
  }
}

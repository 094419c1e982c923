package dev.ringkernel.benchmarks;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Grid;

/** A data-parallel kernel that runs beside the actors. */
final class Background {
  /** Threads of a block. */
  static final int BLOCK = 128;

  private Background() {}

  /** Puts each element through {@code steps} steps of {@link #step}. */
  @GlobalKernel(threads = BLOCK)
  static void advance(int[] x, int steps) {
    int i = Grid.globalThreadIdX();
    if (i < x.length) {
      int value = x[i];
      for (int s = 0; s < steps; s++) {
        value = step(value);
      }
      x[i] = value;
    }
  }

  /** One step of a generator of numbers. */
  static int step(int value) {
    return value * 1664525 + 1013904223;
  }
}

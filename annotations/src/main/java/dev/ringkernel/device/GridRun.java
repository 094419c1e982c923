package dev.ringkernel.device;

import org.jspecify.annotations.Nullable;

/** A grid while it runs on the JVM: its shape, and whether it is lost. */
final class GridRun {
  final Dim3 grid;
  final Dim3 block;
  private volatile @Nullable Throwable failure;

  GridRun(Dim3 grid, Dim3 block) {
    this.grid = grid;
    this.block = block;
  }

  /** Keeps the first failure. */
  synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  @Nullable Throwable failure() {
    return failure;
  }
}

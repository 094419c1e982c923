package dev.ringkernel.runtime;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Warp;

/** Kernels of {@link KernelCases}. */
final class TestKernels {
  private TestKernels() {}

  @GlobalKernel
  static void saxpy(float a, float[] x, float[] y) {
    int i = Grid.globalThreadIdX();
    if (i < y.length) {
      y[i] = a * x[i] + y[i];
    }
  }

  @GlobalKernel(threads = 128)
  static void blockSums(int[] in, int[] sums, @Shared(128) int[] tile) {
    int t = Grid.threadIdxX();
    int i = Grid.globalThreadIdX();
    tile[t] = i < in.length ? in[i] : 0;
    Barrier.sync();
    for (int half = Grid.blockDimX() / 2; half > 0; half /= 2) {
      if (t < half) {
        tile[t] += tile[t + half];
      }
      Barrier.sync();
    }
    if (t == 0) {
      sums[Grid.blockIdxX()] = tile[0];
    }
  }

  @GlobalKernel
  static void scalars(
      boolean z, byte b, short s, char c, int i, long l, float f, double d, double[] out) {
    out[0] = z ? 1 : 0;
    out[1] = b;
    out[2] = s;
    out[3] = c;
    out[4] = i;
    out[5] = l;
    out[6] = f;
    out[7] = d;
  }

  @GlobalKernel
  static void arrays(
      boolean[] z, byte[] b, short[] s, char[] c, int[] i, long[] l, float[] f, double[] d) {
    int at = Grid.globalThreadIdX();
    if (at < z.length) {
      z[at] = !z[at];
      b[at] = (byte) (b[at] + 1);
      s[at] = (short) (s[at] + 1);
      c[at] = (char) (c[at] + 1);
      i[at] = i[at] + 1;
      l[at] = l[at] + 1;
      f[at] = f[at] + 1;
      d[at] = d[at] + 1;
    }
  }

  @GlobalKernel
  static void shape(int[] out) {
    int at = Grid.blockRank() * Grid.blockSize() + Grid.threadRank();
    out[at] = Grid.blockDimZ() * 100 + Grid.gridDimY() * 10 + Grid.gridDimZ();
  }

  @GlobalKernel
  static void divide(int[] by, int[] out) {
    int i = Grid.globalThreadIdX();
    if (i < out.length) {
      out[i] = 100 / by[i]; // line of the fault
    }
  }

  @GlobalKernel
  static void beyond(int[] out) {
    out[out.length + Grid.globalThreadIdX()] = 1; // line of the fault
  }

  @GlobalKernel(threads = 64)
  static void faultsBetweenBarriers(int[] out, @Shared(64) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t;
    Barrier.sync();
    assert t != 5;
    Barrier.sync();
    out[t] = tile[63 - t];
  }

  /** Lane {@code t} is there for {@code rounds[t]} rounds. */
  @GlobalKernel(threads = 128)
  static void lanesLeave(int[] rounds, int[] found) {
    int t = Grid.threadIdxX();
    int sum = 0;
    for (int i = 0; i < rounds[t]; i++) {
      Barrier.sync();
      int odd = Barrier.syncCount((t & 1) == 1);
      boolean all = Barrier.syncAnd(rounds[t] > 3);
      sum += odd + (all ? 1000 : 0);
    }
    found[t] = sum;
  }

  /**
   * Lane 5 faults while the others of its warp go on to a warp operation, and then to a barrier.
   */
  @GlobalKernel(threads = 64)
  static void faultsBeforeAWarpOperation(int[] out) {
    int t = Grid.threadIdxX();
    assert t != 5; // line of the fault
    int sum = Warp.shflXor(t, 1, Warp.FULL);
    Barrier.sync();
    out[t] = sum;
  }

  /** No kernel. */
  static void plain(int[] out) {
    out[0] = 1;
  }
}

package dev.ringkernel.ptx.sim;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** References of stencils, transpositions and products of matrices. */
final class ForeignMatrices {
  private ForeignMatrices() {}

  private static double[] product(
      int m, int n, int k, IntToDoubleFunction a, IntToDoubleFunction b, boolean columns) {
    double[] c = new double[m * n];
    for (int i = 0; i < m * n; i++) {
      for (int q = 0; q < k; q++) {
        int at = columns ? i % n * k + q : q * n + i % n;
        c[i] += a.applyAsDouble(i / n * k + q) * b.applyAsDouble(at);
      }
    }
    return c;
  }

  private static IntToDoubleFunction halves(short[] bits) {
    return i -> Float.float16ToFloat(bits[i]);
  }

  private static IntToDoubleFunction bfloats(short[] bits) {
    return i -> Float.intBitsToFloat(bits[i] << 16);
  }

  static void tiled(ForeignArgs a) {
    float[] x = a.floats(0);
    float[] y = a.floats(1);
    double[] c = product(32, 48, 40, i -> x[i], i -> y[i], false);
    for (int i = 0; i < c.length; i++) {
      a.floats(2)[i] = (float) c[i];
    }
  }

  static void mma(ForeignArgs a) {
    double[] c = product(16, 8, 16, halves(a.shorts(0)), halves(a.shorts(1)), true);
    for (int i = 0; i < c.length; i++) {
      a.floats(2)[i] = (float) c[i];
    }
  }

  static void ones(ForeignArgs a) {
    for (int t = 0; t < 32; t++) {
      int[] o = new int[14];
      Arrays.fill(o, 0, 4, Float.floatToRawIntBits(16));
      Arrays.fill(o, 4, 8, Float.floatToRawIntBits(8));
      Arrays.fill(o, 8, 12, 32);
      Arrays.fill(o, 12, 14, 4);
      System.arraycopy(o, 0, a.ints(0), 14 * t, 14);
    }
  }

  static void wmmaHalf(ForeignArgs a) {
    double[] c = product(16, 16, 32, halves(a.shorts(0)), halves(a.shorts(1)), false);
    for (int i = 0; i < c.length; i++) {
      a.floats(2)[i] += (float) c[i];
    }
  }

  static void wmmaBfloat(ForeignArgs a) {
    double[] c = product(16, 16, 16, bfloats(a.shorts(0)), bfloats(a.shorts(1)), true);
    for (int i = 0; i < c.length; i++) {
      a.floats(2)[i % 16 * 16 + i / 16] = (float) c[i];
    }
  }

  static void wmmaHalfAccumulate(ForeignArgs a) {
    double[] c = product(16, 16, 16, halves(a.shorts(0)), halves(a.shorts(1)), false);
    for (int i = 0; i < c.length; i++) {
      a.shorts(2)[i] = Float.floatToFloat16((float) c[i]);
    }
  }

  static void wmmaBytes(ForeignArgs a) {
    byte[] x = a.bytes(0);
    byte[] y = a.bytes(1);
    double[] c = product(16, 16, 16, i -> x[i], i -> y[i], true);
    Arrays.setAll(a.ints(2), i -> (int) c[i]);
  }

  static void ldmatrix(ForeignArgs a) {
    short[] in = a.shorts(0);
    for (int t = 0; t < 32; t++) {
      int[] o = new int[8];
      int row = t / 4;
      int column = 2 * (t % 4);
      for (int m = 0; m < 4; m++) {
        o[m] = pair(in, 64 * m + 8 * row + column, 1);
      }
      for (int m = 4; m < 6; m++) {
        o[m] = pair(in, 64 * m + 8 * column + row, 8);
      }
      o[6] = pair(in, 8 * (t % 8), 1);
      o[7] = pair(in, 8 * column + row, 8);
      System.arraycopy(o, 0, a.ints(1), 8 * t, 8);
    }
  }

  private static int pair(short[] in, int at, int step) {
    return (in[at] & 0xffff) | (in[at + step] << 16);
  }

  static void transpose(ForeignArgs a) {
    for (int i = 0; i < 64 * 96; i++) {
      a.floats(1)[i % 96 * 64 + i / 96] = a.floats(0)[i];
    }
  }

  static void stencil1d(ForeignArgs a) {
    Arrays.setAll(a.ints(1), j -> Arrays.stream(a.ints(0), j, j + 7).sum());
  }

  static void stencil2d(ForeignArgs a) {
    double[] in = a.doubles(0);
    for (int i = 0; i < 1024; i++) {
      int x = i % 32;
      int y = i / 32;
      boolean border = x == 0 || y == 0 || x == 31 || y == 31;
      a.doubles(1)[i] = border ? in[i] : 0.25 * (in[i - 32] + in[i + 32] + in[i - 1] + in[i + 1]);
    }
  }

  static void stencil3d(ForeignArgs a) {
    float[] in = a.floats(0);
    for (int z = 1; z < 9; z++) {
      for (int y = 1; y < 15; y++) {
        for (int x = 1; x < 15; x++) {
          int i = 256 * z + 16 * y + x;
          a.floats(1)[i] =
              in[i - 256]
                  + in[i + 256]
                  + in[i - 16]
                  + in[i + 16]
                  + in[i - 1]
                  + in[i + 1]
                  - 6 * in[i];
        }
      }
    }
  }
}

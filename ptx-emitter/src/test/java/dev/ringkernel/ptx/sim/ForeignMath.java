package dev.ringkernel.ptx.sim;

import java.math.BigDecimal;

/** References of arithmetic on {@code float} and {@code double}. */
final class ForeignMath {
  private ForeignMath() {}

  static void blackScholes(ForeignArgs a) {
    for (int i = 0; i < 64; i++) {
      double s = a.floats(0)[i];
      double x = a.floats(1)[i];
      double t = a.floats(2)[i];
      double r = 0.02;
      double v = 0.3;
      double d1 = (Math.log(s / x) + (r + v * v / 2) * t) / (v * Math.sqrt(t));
      double d2 = d1 - v * Math.sqrt(t);
      double e = x * Math.exp(-r * t);
      a.floats(3)[i] = (float) (s * normal(d1) - e * normal(d2));
      a.floats(4)[i] = (float) (e * normal(-d2) - s * normal(-d1));
    }
  }

  private static double normal(double d) {
    double k = 1 / (1 + 0.2316419 * Math.abs(d));
    double n =
        Math.exp(-d * d / 2)
            / Math.sqrt(2 * Math.PI)
            * k
            * (0.31938153
                + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
    return d > 0 ? 1 - n : n;
  }

  static void floats(ForeignArgs a) {
    for (int t = 0; t < 64; t++) {
      float x = a.floats(0)[t];
      double y = x;
      double[] each = {
        Math.sqrt(y),
        1 / y,
        y / 3,
        y * y + 1,
        1 / Math.sqrt(y),
        Math.sin(y),
        Math.cos(y),
        Math.exp(y / 4),
        Math.log(y),
        Math.pow(y, 1.5),
        Math.tanh(y),
        Math.sin(y / 8),
        Math.exp(y / 4),
        y / 1.7f
      };
      for (int i = 0; i < each.length; i++) {
        a.floats(1)[14 * t + i] = (float) each[i];
      }
    }
  }

  static void floatModes(ForeignArgs a) {
    float y = 3.3f;
    for (int t = 0; t < 32; t++) {
      float x = a.floats(0)[t];
      BigDecimal sum = exact(x).add(exact(y));
      BigDecimal product = exact(x).multiply(exact(y));
      BigDecimal fused = product.add(BigDecimal.ONE);
      float square = x * x;
      float root = (float) Math.sqrt(square);
      boolean above = exact(root).multiply(exact(root)).compareTo(exact(square)) > 0;
      float scaled = x * 100f;
      float[] each = {
        down(sum),
        -down(sum.negate()),
        toZero(sum),
        down(product),
        -down(product.negate()),
        toZero(product),
        quotient(x, y, false),
        quotient(x, y, true),
        down(fused),
        -down(fused.negate()),
        above ? Math.nextDown(root) : root,
        Math.clamp(scaled, 0f, 1f)
      };
      for (int i = 0; i < each.length; i++) {
        // Sums and products of zeros have the sign that IEEE 754 gives them.
        a.floats(1)[12 * t + i] = each[i] == 0 ? Math.copySign(0f, i < 8 ? x : 1f) : each[i];
      }
      float thousand = x * 1000f;
      int[] whole = {
        (int) Math.rint(thousand),
        (int) Math.floor(thousand),
        (int) Math.ceil(thousand),
        (int) thousand,
        1,
        Float.floatToRawIntBits(x) >>> 31
      };
      System.arraycopy(whole, 0, a.ints(2), 6 * t, 6);
    }
  }

  private static BigDecimal exact(float x) {
    return new BigDecimal(x);
  }

  private static float down(BigDecimal exact) {
    float near = exact.floatValue();
    return new BigDecimal(near).compareTo(exact) > 0 ? Math.nextDown(near) : near;
  }

  private static float toZero(BigDecimal exact) {
    return exact.signum() < 0 ? -down(exact.negate()) : down(exact);
  }

  private static float quotient(float x, float y, boolean up) {
    float near = x / y;
    int side = exact(near).multiply(exact(y)).compareTo(exact(x));
    return up ? side < 0 ? Math.nextUp(near) : near : side > 0 ? Math.nextDown(near) : near;
  }

  static void fourier(ForeignArgs a) {
    for (int k = 0; k < 128; k++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < 128; n++) {
        double angle = -2 * Math.PI * k * n / 128;
        re += a.floats(0)[2 * n] * Math.cos(angle) - a.floats(0)[2 * n + 1] * Math.sin(angle);
        im += a.floats(0)[2 * n] * Math.sin(angle) + a.floats(0)[2 * n + 1] * Math.cos(angle);
      }
      a.floats(1)[2 * k] = (float) re;
      a.floats(1)[2 * k + 1] = (float) im;
    }
  }

  static void mandelbrot(ForeignArgs a) {
    for (int i = 0; i < 1024; i++) {
      double cx = -2.0 + i % 32 * 0.078125;
      double cy = -1.25 + i / 32 * 0.078125;
      double x = 0;
      double y = 0;
      int n = 0;
      for (; n < a.number(1) && Math.fma(x, x, y * y) <= 4; n++) {
        double next = Math.fma(x, x, Math.fma(-y, y, cx));
        y = Math.fma(2 * x, y, cy);
        x = next;
      }
      a.ints(0)[i] = n;
    }
  }

  /** Component {@code i % 4} of body {@code i / 4}. */
  static double body(int i) {
    int j = i / 4;
    return switch (i % 4) {
      case 0 -> j % 8;
      case 1 -> j / 8;
      case 2 -> j * 5 % 7;
      default -> 1 + j % 3;
    };
  }

  static void nbody(ForeignArgs a) {
    float[] b = a.floats(0);
    for (int i = 0; i < 64; i++) {
      double[] f = new double[4];
      for (int j = 0; j < 64; j++) {
        double[] d = new double[3];
        double square = 0.01;
        for (int c = 0; c < 3; c++) {
          d[c] = b[4 * j + c] - b[4 * i + c];
          square += d[c] * d[c];
        }
        for (int c = 0; c < 3; c++) {
          f[c] += b[4 * j + 3] * d[c] / Math.pow(square, 1.5);
        }
        f[3] += b[4 * j + 3];
      }
      for (int c = 0; c < 4; c++) {
        a.floats(1)[4 * i + c] = (float) f[c];
      }
    }
  }

  static void doubles(ForeignArgs a) {
    for (int t = 0; t < 64; t++) {
      double x = a.doubles(0)[t];
      double[] each = {
        Math.sqrt(x),
        1 / x,
        x / 3,
        Math.fma(x, x, -1),
        1 / Math.sqrt(x),
        StrictMath.sin(x),
        StrictMath.cos(x),
        StrictMath.exp(x * 0.125),
        StrictMath.log(x),
        StrictMath.pow(x, 0.3)
      };
      System.arraycopy(each, 0, a.doubles(1), 10 * t, 10);
    }
  }
}

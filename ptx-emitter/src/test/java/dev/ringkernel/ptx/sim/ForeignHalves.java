package dev.ringkernel.ptx.sim;

import java.util.function.DoubleToLongFunction;

/** References of arithmetic on {@code half}, {@code bfloat16} and eight-bit floats. */
final class ForeignHalves {
  private ForeignHalves() {}

  private static long half(double exact) {
    // The doubles are exact here, so that only one rounding happens.
    float single = (float) exact;
    if (single != exact) {
      throw new IllegalStateException(exact + " is no float");
    }
    return Float.floatToFloat16(single);
  }

  private static double half(short bits) {
    return Float.float16ToFloat(bits);
  }

  private static long bfloat(double exact) {
    float single = (float) exact;
    if (single != exact) {
      throw new IllegalStateException(exact + " is no float");
    }
    int bits = Float.floatToRawIntBits(single);
    return (bits + 0x7fffL + ((bits >>> 16) & 1)) >>> 16;
  }

  private static double bfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  private static void put(short[] out, int row, int i, DoubleToLongFunction round, double exact) {
    out[64 * row + i] = (short) round.applyAsLong(exact);
  }

  static void halfMath(ForeignArgs a) {
    short[] out = a.shorts(2);
    DoubleToLongFunction round = ForeignHalves::half;
    for (int i = 0; i < 64; i++) {
      double x = half(a.shorts(0)[i]);
      double y = half(a.shorts(1)[i]);
      put(out, 0, i, round, x + y);
      put(out, 1, i, round, x - y);
      put(out, 2, i, round, x == 0 ? 0 * y : x * y);
      put(out, 3, i, round, x * y + x);
      put(out, 4, i, round, Math.max(x, y));
      put(out, 5, i, round, Math.min(x, y));
      put(out, 6, i, round, Math.abs(x));
      put(out, 7, i, round, -x);
      put(out, 8, i, round, x < y ? 1 : 0);
      put(out, 9, i, round, x + y);
      put(out, 10, i, round, (int) x);
      out[64 * 11 + i] = Float.floatToFloat16((float) Math.sqrt(y));
    }
  }

  static void bfloatMath(ForeignArgs a) {
    short[] out = a.shorts(2);
    DoubleToLongFunction round = ForeignHalves::bfloat;
    for (int i = 0; i < 64; i++) {
      double x = bfloat(a.shorts(0)[i]);
      double y = bfloat(a.shorts(1)[i]);
      put(out, 0, i, round, x + y);
      put(out, 1, i, round, x - y);
      put(out, 2, i, round, x * y);
      put(out, 3, i, round, x * y + x);
      put(out, 4, i, round, Math.max(x, y));
      put(out, 5, i, round, Math.min(x, y));
      put(out, 6, i, round, 2 * x);
      put(out, 7, i, round, Math.max(0.0, x * y + x));
    }
  }

  private static final float[] EDGES = {
    0,
    -0f,
    1,
    -1,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    0x1p-24f,
    65504,
    2,
    3,
    4,
    5,
    6,
    7,
    8
  };

  static int edge(int i) {
    return Float.floatToFloat16(EDGES[i]);
  }

  static void compare(ForeignArgs a) {
    for (int t = 0; t < 16; t++) {
      double x = half(a.shorts(0)[t]);
      double y = half(a.shorts(1)[t]);
      int[] each = {
        x < y ? 1 : 0,
        x <= y ? 1 : 0,
        x == y ? 1 : 0,
        // __hne is false where one is no number.
        x < y || x > y ? 1 : 0,
        Double.isNaN(x) ? 1 : 0,
        x >= 0 && y >= 0 ? 1 : 0
      };
      System.arraycopy(each, 0, a.ints(2), 6 * t, 6);
    }
  }

  static void eights(ForeignArgs a) {
    for (int t = 0; t < 64; t++) {
      int[] fours = new int[2];
      int[] fives = new int[2];
      for (int k = 0; k < 2; k++) {
        float x = a.floats(0)[2 * t + k];
        fours[k] = nearest(x, 3, 0x7e);
        fives[k] = nearest(x, 2, 0x7b);
      }
      a.shorts(1)[t] = (short) (fours[0] | fours[1] << 8);
      a.shorts(2)[t] = (short) (fives[0] | fives[1] << 8);
      a.ints(3)[t] = halfBits(fours[0], 3) | halfBits(fours[1], 3) << 16;
      a.ints(3)[64 + t] = halfBits(fives[0], 2) | halfBits(fives[1], 2) << 16;
    }
  }

  /** The value of an eight-bit float. */
  private static float value(int bits, int mantissa) {
    int exponent = bits >> mantissa & (1 << (7 - mantissa)) - 1;
    int fraction = bits & (1 << mantissa) - 1;
    int bias = (1 << (6 - mantissa)) - 1;
    float magnitude =
        exponent == 0
            ? Math.scalb((float) fraction, 1 - bias - mantissa)
            : Math.scalb((float) (fraction + (1 << mantissa)), exponent - bias - mantissa);
    return bits >= 128 ? -magnitude : magnitude;
  }

  private static int halfBits(int bits, int mantissa) {
    return Float.floatToFloat16(value(bits, mantissa)) & 0xffff;
  }

  /** The nearest of the finite ones, the even one of two. */
  private static int nearest(float x, int mantissa, int greatest) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int bits = 0; bits <= greatest; bits++) {
      double distance = Math.abs((double) value(bits, mantissa) - Math.abs(x));
      if (distance < least || (distance == least && bits % 2 == 0)) {
        least = distance;
        best = bits;
      }
    }
    return best | (Float.floatToRawIntBits(x) < 0 ? 128 : 0);
  }
}

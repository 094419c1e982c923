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
}

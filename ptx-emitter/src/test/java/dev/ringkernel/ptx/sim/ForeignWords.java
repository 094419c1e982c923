package dev.ringkernel.ptx.sim;

import java.math.BigInteger;

/** References of arithmetic on parts of words, on several words, and on structs of them. */
final class ForeignWords {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(32);

  private ForeignWords() {}

  private static BigInteger unsigned(int[] words, int from, int count) {
    BigInteger all = BigInteger.ZERO;
    for (int i = count - 1; i >= 0; i--) {
      all = all.multiply(WORD).add(BigInteger.valueOf(words[from + i] & 0xffffffffL));
    }
    return all;
  }

  private static void put(int[] out, int at, int count, BigInteger value) {
    for (int i = 0; i < count; i++) {
      out[at + i] = value.shiftRight(32 * i).intValue();
    }
  }

  static void carry(ForeignArgs args) {
    int[] x = args.ints(0);
    int[] y = args.ints(1);
    int[] out = args.ints(2);
    for (int t = 0; t < 32; t++) {
      BigInteger a = unsigned(x, 4 * t, 4);
      BigInteger b = unsigned(y, 4 * t, 4);
      put(out, 12 * t, 4, a.add(b));
      put(out, 12 * t + 4, 4, a.subtract(b));
      BigInteger a0 = unsigned(x, 4 * t, 1);
      BigInteger b0 = unsigned(y, 4 * t, 1);
      put(out, 12 * t + 8, 2, a0.multiply(b0).add(unsigned(x, 4 * t + 2, 2)));
      out[12 * t + 10] = a0.add(b0).shiftRight(32).intValue();
      out[12 * t + 11] = a0.subtract(b0).signum() < 0 ? -1 : 0;
    }
  }

  private static int part(int word, int width, int i, boolean signed) {
    int up = 32 - width;
    int low = word >>> (width * i);
    return signed ? low << up >> up : low << up >>> up;
  }

  private static int dot(int a, int b, int widthA, int firstB, boolean signed, int add) {
    int sum = add;
    for (int i = 0; i < 32 / widthA; i++) {
      sum += part(a, widthA, i, signed) * part(b, 8, firstB + i, signed);
    }
    return sum;
  }

  private static int distances(int a, int b, int width) {
    int sum = 0;
    for (int i = 0; i < 32 / width; i++) {
      sum += Math.abs(part(a, width, i, false) - part(b, width, i, false));
    }
    return sum;
  }

  static void dotProduct(ForeignArgs args) {
    for (int t = 0; t < 64; t++) {
      int a = args.ints(0)[t];
      int b = args.ints(1)[t];
      int greatest = 0;
      for (int i = 0; i < 4; i++) {
        int each = Math.max(part(a, 8, i, true), part(b, 8, i, true));
        greatest |= (each & 0xff) << (8 * i);
      }
      int[] each = {
        dot(a, b, 8, 0, true, 3),
        dot(a, b, 8, 0, false, 3),
        dot(a, b, 16, 0, true, 5),
        dot(a, b, 16, 2, true, 5),
        distances(a, b, 8),
        greatest,
        distances(a, b, 16)
      };
      System.arraycopy(each, 0, args.ints(2), 7 * t, 7);
    }
  }

  static void wideMath(ForeignArgs args) {
    BigInteger low = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    for (int t = 0; t < 32; t++) {
      long a = args.longs(0)[t];
      long b = args.longs(0)[31 - t];
      BigInteger x = BigInteger.valueOf(a).and(low);
      BigInteger wide = x.multiply(BigInteger.valueOf(b).and(low)).add(x);
      long[] each = {
        a * b,
        Math.unsignedMultiplyHigh(a, b),
        Math.multiplyHigh(a, b),
        wide.longValue(),
        wide.shiftRight(64).longValue(),
        Long.rotateLeft(a, t),
        a >> t,
        Long.bitCount(a ^ b)
      };
      System.arraycopy(each, 0, args.longs(1), 8 * t, 8);
    }
  }

  /** A word of the input: eight for each body. */
  static int body(int i) {
    int id = i / 8;
    long weight = Double.doubleToRawLongBits(0.5 * id);
    return switch (i % 8) {
      case 0 -> id;
      case 1 -> 65 + id % 3 | -id << 16;
      case 2 -> Float.floatToRawIntBits(id);
      case 3 -> Float.floatToRawIntBits(2 * id);
      case 4 -> Float.floatToRawIntBits(3 * id);
      case 5 -> 7 * id;
      case 6 -> (int) weight;
      default -> (int) (weight >>> 32);
    };
  }

  static void structs(ForeignArgs args) {
    int[] in = args.ints(0);
    int[] out = args.ints(1);
    for (int t = 0; t < 16; t++) {
      int from = 8 * (t + args.number(2) & 15);
      System.arraycopy(in, from, out, 8 * t, 8);
      out[8 * t + 2] = in[from + 4];
      out[8 * t + 4] = in[from + 2];
      long weight = (in[from + 6] & 0xffffffffL) | (long) in[from + 7] << 32;
      long raised = Double.doubleToRawLongBits(Double.longBitsToDouble(weight) + t);
      out[8 * t + 6] = (int) raised;
      out[8 * t + 7] = (int) (raised >>> 32);
    }
  }
}

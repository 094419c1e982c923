package device;

import static java.lang.Math.fma;
import static java.lang.Math.max;

import dev.ringkernel.device.Bits;
import dev.ringkernel.device.Export;

final class Calls {
  // run: overloads() == 1234
  @Export("rk.overloads")
  static int overloads() {
    byte b = 1;
    char c = 'c';
    long l = 1;
    return pick(b) * 1000 + pick(c) * 100 + pick(l) * 10 + pick(1f);
  }

  static int pick(int x) {
    return x == 1 ? 1 : 2;
  }

  static int pick(long x) {
    return 3;
  }

  static int pick(double x) {
    return 4;
  }

  // run: math(-3, 5) == 6
  @Export("rk.math")
  static int math(int a, int b) {
    return Math.abs(a) + Math.min(a, b) + max(a, 1) + Integer.bitCount(b) + Math.max(2, 3);
  }

  // run: roots(2.0) == 4.0
  @Export("rk.roots")
  static double roots(double x) {
    return Math.rint(Math.sqrt(x) * Math.sqrt(x)) + Math.floor(0.5) + Math.ceil(1.5) + fma(x, 1.0, -x);
  }

  // run: single(2.25f) == 1.5f
  @Export("rk.single")
  static float single(float x) {
    return (float) Math.sqrt(x);
  }

  // run: lang(-7, 3) == -3
  // run: lang(-7, 0) faults DIVIDE
  @Export("rk.lang")
  static int lang(int a, int b) {
    return Math.floorDiv(a, b) + Math.floorMod(a, b) - 2;
  }

  // run: exact(MAX) faults THROWN
  // run: exact(41) == 42
  @Export("rk.exact")
  static int exact(int a) {
    return Math.addExact(a, 1);
  }

  // run: unsigned(-1) == 286
  @Export("rk.unsigned")
  static long unsigned(int a) {
    return Integer.toUnsignedLong(a) / 0x1000000 + Byte.toUnsignedInt((byte) a) / 8 + Integer.compareUnsigned(a, 1) - 1;
  }

  // run: rotated(1) == 32
  @Export("rk.rotated")
  static int rotated(int a) {
    return Integer.rotateLeft(a, 37) + Bits.popCount(a) - 1;
  }

  // run: bits(1.5f) == 1.5f
  @Export("rk.bits")
  static float bits(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x));
  }

  // run: outer(3) == 10
  @Export("rk.outer")
  static int outer(int n) {
    return Other.twice(n) + Other.Inner.K + device.Calls.Other.twice(1) - 5;
  }

  static final class Other {
    static int twice(int x) {
      return thrice(x) - x;
    }

    private static int thrice(int x) {
      return 3 * x;
    }

    static final class Inner {
      static final int K = 7;
    }
  }

  // run: shared(5) == 12
  @Export("rk.shared")
  static int shared(int n) {
    return exported(n) + exported(1);
  }

  // run: exported(2) == 4
  // check: call "rk.exported"
  @Export("rk.exported")
  static int exported(int n) {
    return n * 2;
  }
}

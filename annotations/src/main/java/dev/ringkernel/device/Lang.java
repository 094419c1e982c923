package dev.ringkernel.device;

/**
 * JDK methods that are more than one instruction, as Java that the compiler puts in their place:
 * each has the name, the parameters and the results of the method of {@link Math} or of a wrapper
 * class that {@link JdkIntrinsics} maps to it. Where the JDK throws, so do these.
 */
@SuppressWarnings("IdentityBinaryExpression") // only NaN differs from itself
public final class Lang {
  private Lang() {}

  // @formatter:off
  /** {@link Math#addExact(int, int)}. */
  public static int addExact(int a, int b) { int sum = a + b; if (((a ^ sum) & (b ^ sum)) < 0) { throw new ArithmeticException("integer overflow"); } return sum; }

  /** {@link Math#addExact(long, long)}. */
  public static long addExact(long a, long b) { long sum = a + b; if (((a ^ sum) & (b ^ sum)) < 0) { throw new ArithmeticException("long overflow"); } return sum; }

  /** {@link Math#ceilDiv(int, int)}. */
  public static int ceilDiv(int a, int b) { int q = a / b; return (a ^ b) >= 0 && q * b != a ? q + 1 : q; }

  /** {@link Math#ceilDiv(long, long)}. */
  public static long ceilDiv(long a, long b) { long q = a / b; return (a ^ b) >= 0 && q * b != a ? q + 1 : q; }

  /** {@link Math#ceilDiv(long, int)}. */
  public static long ceilDiv(long a, int b) { long q = a / b; return (a ^ b) >= 0 && q * b != a ? q + 1 : q; }

  /** {@link Math#clamp(float, float, float)}. */
  public static float clamp(float a, float min, float max) { if (!(min < max) && (min != min || max != max || compare(min, max) > 0)) { throw new IllegalArgumentException("clamp: min is above max, or NaN"); } return Math.min(max, Math.max(a, min)); }

  /** {@link Math#clamp(double, double, double)}. */
  public static double clamp(double a, double min, double max) { if (!(min < max) && (min != min || max != max || compare(min, max) > 0)) { throw new IllegalArgumentException("clamp: min is above max, or NaN"); } return Math.min(max, Math.max(a, min)); }

  /** {@link Math#clamp(long, int, int)}. */
  public static int clamp(long a, int min, int max) { return (int) clamp(a, (long) min, (long) max); }

  /** {@link Math#clamp(long, long, long)}. */
  public static long clamp(long a, long min, long max) { if (min > max) { throw new IllegalArgumentException("clamp: min is above max"); } return Math.min(max, Math.max(a, min)); }

  /** {@link Integer#compare(int, int)}. */
  public static int compare(int a, int b) { return a < b ? -1 : a == b ? 0 : 1; }

  /** {@link Long#compare(long, long)}. */
  public static int compare(long a, long b) { return a < b ? -1 : a == b ? 0 : 1; }

  /** {@link Float#compare(float, float)}. */
  public static int compare(float a, float b) { return a < b ? -1 : a > b ? 1 : compare(floatToIntBits(a), floatToIntBits(b)); }

  /** {@link Double#compare(double, double)}. */
  public static int compare(double a, double b) { return a < b ? -1 : a > b ? 1 : compare(doubleToLongBits(a), doubleToLongBits(b)); }

  /** {@link Integer#compareUnsigned(int, int)}. */
  public static int compareUnsigned(int a, int b) { return compare(a + Integer.MIN_VALUE, b + Integer.MIN_VALUE); }

  /** {@link Long#compareUnsigned(long, long)}. */
  public static int compareUnsigned(long a, long b) { return compare(a + Long.MIN_VALUE, b + Long.MIN_VALUE); }

  /** {@link Math#decrementExact(int)}. */
  public static int decrementExact(int a) { if (a == Integer.MIN_VALUE) { throw new ArithmeticException("integer overflow"); } return a - 1; }

  /** {@link Math#decrementExact(long)}. */
  public static long decrementExact(long a) { if (a == Long.MIN_VALUE) { throw new ArithmeticException("long overflow"); } return a - 1; }

  /** {@link Double#doubleToLongBits(double)}. */
  public static long doubleToLongBits(double a) { return a != a ? 0x7ff8000000000000L : Double.doubleToRawLongBits(a); }

  /** {@link Float#floatToIntBits(float)}. */
  public static int floatToIntBits(float a) { return a != a ? 0x7fc00000 : Float.floatToRawIntBits(a); }

  /** {@link Math#floorDiv(int, int)}. */
  public static int floorDiv(int a, int b) { int q = a / b; return (a ^ b) < 0 && q * b != a ? q - 1 : q; }

  /** {@link Math#floorDiv(long, long)}. */
  public static long floorDiv(long a, long b) { long q = a / b; return (a ^ b) < 0 && q * b != a ? q - 1 : q; }

  /** {@link Math#floorDiv(long, int)}. */
  public static long floorDiv(long a, int b) { long q = a / b; return (a ^ b) < 0 && q * b != a ? q - 1 : q; }

  /** {@link Math#floorMod(int, int)}. */
  public static int floorMod(int a, int b) { int r = a % b; return (r ^ b) < 0 && r != 0 ? r + b : r; }

  /** {@link Math#floorMod(long, long)}. */
  public static long floorMod(long a, long b) { long r = a % b; return (r ^ b) < 0 && r != 0 ? r + b : r; }

  /** {@link Math#floorMod(long, int)}. */
  public static int floorMod(long a, int b) { return (int) floorMod(a, (long) b); }

  /** {@link Math#getExponent(float)}. */
  public static int getExponent(float a) { return ((Float.floatToRawIntBits(a) & 0x7f800000) >> 23) - 127; }

  /** {@link Math#getExponent(double)}. */
  public static int getExponent(double a) { return (int) ((Double.doubleToRawLongBits(a) & 0x7ff0000000000000L) >> 52) - 1023; }

  /** {@link Integer#highestOneBit(int)}. */
  public static int highestOneBit(int a) { return a & Integer.MIN_VALUE >>> Bits.clz(a); }

  /** {@link Long#highestOneBit(long)}. */
  public static long highestOneBit(long a) { return a & Long.MIN_VALUE >>> Bits.clz(a); }

  /** {@link Math#incrementExact(int)}. */
  public static int incrementExact(int a) { if (a == Integer.MAX_VALUE) { throw new ArithmeticException("integer overflow"); } return a + 1; }

  /** {@link Math#incrementExact(long)}. */
  public static long incrementExact(long a) { if (a == Long.MAX_VALUE) { throw new ArithmeticException("long overflow"); } return a + 1; }

  /** {@link Float#isFinite(float)}. */
  public static boolean isFinite(float a) { return Math.abs(a) <= Float.MAX_VALUE; }

  /** {@link Double#isFinite(double)}. */
  public static boolean isFinite(double a) { return Math.abs(a) <= Double.MAX_VALUE; }

  /** {@link Float#isInfinite(float)}. */
  public static boolean isInfinite(float a) { return Math.abs(a) == Float.POSITIVE_INFINITY; }

  /** {@link Double#isInfinite(double)}. */
  public static boolean isInfinite(double a) { return Math.abs(a) == Double.POSITIVE_INFINITY; }

  /** {@link Float#isNaN(float)}. */
  public static boolean isNaN(float a) { return a != a; }

  /** {@link Double#isNaN(double)}. */
  public static boolean isNaN(double a) { return a != a; }

  /** {@link Integer#lowestOneBit(int)}. */
  public static int lowestOneBit(int a) { return a & -a; }

  /** {@link Long#lowestOneBit(long)}. */
  public static long lowestOneBit(long a) { return a & -a; }

  /** {@link Math#multiplyExact(int, int)}. */
  public static int multiplyExact(int a, int b) { long product = (long) a * b; if (product != (int) product) { throw new ArithmeticException("integer overflow"); } return (int) product; }

  /** {@link Math#multiplyExact(long, long)}. */
  public static long multiplyExact(long a, long b) { long low = a * b; if (Math.multiplyHigh(a, b) != low >> 63) { throw new ArithmeticException("long overflow"); } return low; }

  /** {@link Math#negateExact(int)}. */
  public static int negateExact(int a) { if (a == Integer.MIN_VALUE) { throw new ArithmeticException("integer overflow"); } return -a; }

  /** {@link Math#negateExact(long)}. */
  public static long negateExact(long a) { if (a == Long.MIN_VALUE) { throw new ArithmeticException("long overflow"); } return -a; }

  /** {@link Math#nextDown(float)}. */
  public static float nextDown(float a) { return -nextUp(-a); }

  /** {@link Math#nextDown(double)}. */
  public static double nextDown(double a) { return -nextUp(-a); }

  /** {@link Math#nextUp(float)}. */
  public static float nextUp(float a) { if (!(a < Float.POSITIVE_INFINITY)) { return a; } int bits = Float.floatToRawIntBits(a + 0.0f); return Float.intBitsToFloat(bits + (bits >= 0 ? 1 : -1)); }

  /** {@link Math#nextUp(double)}. */
  public static double nextUp(double a) { if (!(a < Double.POSITIVE_INFINITY)) { return a; } long bits = Double.doubleToRawLongBits(a + 0.0); return Double.longBitsToDouble(bits + (bits >= 0 ? 1 : -1)); }

  /** {@link Integer#numberOfTrailingZeros(int)}. */
  public static int numberOfTrailingZeros(int a) { return Bits.clz(Bits.brev(a)); }

  /** {@link Long#numberOfTrailingZeros(long)}. */
  public static int numberOfTrailingZeros(long a) { return Bits.clz(Bits.brev(a)); }

  /** {@link Integer#reverseBytes(int)}. */
  public static int reverseBytes(int a) { return Bits.bytePermute(a, 0, 0x0123); }

  /** {@link Long#reverseBytes(long)}. */
  public static long reverseBytes(long a) { return (long) reverseBytes((int) a) << 32 | (reverseBytes((int) (a >>> 32)) & 0xffffffffL); }

  /** {@link Integer#rotateLeft(int, int)}. */
  public static int rotateLeft(int a, int n) { return Bits.funnelLeft(a, a, n); }

  /** {@link Long#rotateLeft(long, int)}. */
  public static long rotateLeft(long a, int n) { return a << n | a >>> -n; }

  /** {@link Integer#rotateRight(int, int)}. */
  public static int rotateRight(int a, int n) { return Bits.funnelRight(a, a, n); }

  /** {@link Long#rotateRight(long, int)}. */
  public static long rotateRight(long a, int n) { return a >>> n | a << -n; }

  /** {@link Math#round(float)}. */
  public static int round(float a) { double floor = Math.floor(a); return (int) (a - floor >= 0.5 ? floor + 1 : floor); }

  /** {@link Math#round(double)}. */
  public static long round(double a) { double floor = Math.floor(a); return (long) (a - floor >= 0.5 ? floor + 1 : floor); }

  /** {@link Integer#signum(int)}. */
  public static int signum(int a) { return a >> 31 | -a >>> 31; }

  /** {@link Long#signum(long)}. */
  public static int signum(long a) { return (int) (a >> 63 | -a >>> 63); }

  /** {@link Math#signum(float)}. */
  public static float signum(float a) { return a == 0 || a != a ? a : Math.copySign(1.0f, a); }

  /** {@link Math#signum(double)}. */
  public static double signum(double a) { return a == 0 || a != a ? a : Math.copySign(1.0, a); }

  /** {@link Math#subtractExact(int, int)}. */
  public static int subtractExact(int a, int b) { int difference = a - b; if (((a ^ b) & (a ^ difference)) < 0) { throw new ArithmeticException("integer overflow"); } return difference; }

  /** {@link Math#subtractExact(long, long)}. */
  public static long subtractExact(long a, long b) { long difference = a - b; if (((a ^ b) & (a ^ difference)) < 0) { throw new ArithmeticException("long overflow"); } return difference; }

  /** {@link Math#toDegrees(double)}. */
  public static double toDegrees(double a) { return a * 57.29577951308232; }

  /** {@link Math#toIntExact(long)}. */
  public static int toIntExact(long a) { if ((int) a != a) { throw new ArithmeticException("integer overflow"); } return (int) a; }

  /** {@link Math#toRadians(double)}. */
  public static double toRadians(double a) { return a * 0.017453292519943295; }
  // @formatter:on
}

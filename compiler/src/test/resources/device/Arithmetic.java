package device;

import dev.ringkernel.device.Export;

final class Arithmetic {
  // run: divide(7, -2) == -3
  // run: divide(1, 0) faults DIVIDE
  // run: divide(MIN, -1) == MIN
  @Export("rk.divide")
  static int divide(int a, int b) {
    return a / b;
  }

  // run: remainder(-7, 3) == -1
  // run: remainder(5, 0) faults DIVIDE
  // run: remainder(LMIN, -1) == 0
  @Export("rk.remainder")
  static long remainder(long a, long b) {
    return a % b;
  }

  // run: wrap(MAX) == MIN
  @Export("rk.wrap")
  static int wrap(int a) {
    return a + 1;
  }

  // run: shifts(1, 33) == 0
  // run: shifts(-8, 1) == -2147483648
  @Export("rk.shifts")
  static int shifts(int a, int n) {
    return (a << n) ^ (a >> n) ^ (a >>> n) ^ a << 1L;
  }

  // run: longShifts(1L, 65L) == 0L
  // run: longShifts(-16L, 2L) == -4611686018427387904L
  @Export("rk.longShifts")
  static long longShifts(long a, long n) {
    return (a << n) ^ (a >> n) ^ (a >>> (int) n) ^ (a << n);
  }

  // run: bytes(200) == -56
  // run: bytes(-129) == 127
  @Export("rk.bytes")
  static int bytes(int a) {
    byte b = (byte) a;
    return b;
  }

  // run: chars(65601) == 66
  // run: chars(-1) == 65536
  @Export("rk.chars")
  static int chars(int a) {
    char c = (char) a;
    return c + 1;
  }

  // run: compound(100, 100) == -56
  @Export("rk.compound")
  static byte compound(byte a, byte b) {
    a += b;
    return a;
  }

  // run: mixed(3, 2.5) == 7
  // run: mixed(3, 1e20) == MAX
  // run: mixed(3, NaN) == 0
  @Export("rk.mixed")
  static int mixed(int a, double d) {
    a *= d;
    return a;
  }

  // run: toInt(NaN) == 0
  // run: toInt(1e30f) == MAX
  // run: toInt(-1e30f) == MIN
  // run: toInt(-1.9f) == -1
  @Export("rk.toInt")
  static int toInt(float f) {
    return (int) f;
  }

  // run: toLong(1e30) == LMAX
  // run: toLong(-7.9) == -7
  @Export("rk.toLong")
  static long toLong(double d) {
    return (long) d;
  }

  // run: toByte(300.7) == 44
  // run: toByte(-1e20) == 0
  @Export("rk.toByte")
  static byte toByte(double d) {
    return (byte) d;
  }

  // run: toChar(65.9f) == 'A'
  // run: toChar(-1f) == 65535
  @Export("rk.toChar")
  static char toChar(float f) {
    return (char) f;
  }

  // run: toFloat(16777217) == 16777216f
  // run: toFloat(-3) == -3f
  @Export("rk.toFloat")
  static float toFloat(int a) {
    return a;
  }

  // run: longToFloat(LMAX) == 9.223372036854775807E18f
  @Export("rk.longToFloat")
  static float longToFloat(long a) {
    return a;
  }

  // run: narrow(1e300) == INF
  @Export("rk.narrow")
  static float narrow(double d) {
    return (float) d;
  }

  // run: floats(0.1f, 0.2f) == 0.0030000005f
  @Export("rk.floats")
  static float floats(float a, float b) {
    return (a + b) * a * a - a / b / b / 2500f + a * a * a - a * a * a + 0.001f;
  }

  // run: compare(1.0, NaN) == 32
  // run: compare(1.0, 1.0) == 26
  // run: compare(-0.0, 0.0) == 26
  // run: compare(1.0, 2.0) == 35
  @Export("rk.compare")
  static int compare(double a, double b) {
    int r = 0;
    if (a < b) r |= 1;
    if (a <= b) r |= 2;
    if (a > b) r |= 4;
    if (a >= b) r |= 8;
    if (a == b) r |= 16;
    if (a != b) r |= 32;
    return r;
  }

  // run: negate(-0.0f) == 0.0f
  // run: negate(0.0f) == -0.0f
  @Export("rk.negate")
  static float negate(float a) {
    return -a;
  }

  // run: bits(12, 10) == -1264
  @Export("rk.bits")
  static int bits(int a, int b) {
    return (a & b) * 100 + (a | b) * 10 + (a ^ b) + ~a * 180 + +b + 'x';
  }

  // run: booleans(true, false) == true
  // run: booleans(true, true) == false
  @Export("rk.booleans")
  static boolean booleans(boolean a, boolean b) {
    boolean c = a & !b;
    c |= a ^ b;
    c &= a != b;
    return c == true;
  }

  static final int K = 1 << 4 | 3;
  static final long BIG = 0xFFFF_FFFFL * K;
  static final byte SMALL = 'A';
  static final float PI = (float) Math.PI;
  static final boolean FLAG = K > 10 && BIG != 0 ? true : false;
  static final String TEXT = "x" + K;

  // run: constants() == 81604378635L
  @Export("rk.constants")
  static long constants() {
    final int local = K * 2;
    return FLAG ? BIG + SMALL + (int) PI + local - local * 2 : -1;
  }

  // run: literals() == 1094
  @Export("rk.literals")
  static int literals() {
    return 0x1F + 0b101 + 017 + 1_000 + '\n' + '\u0041' + (int) 0x1.8p1 - (int) 3e0f - '\'' + -2147483648 / 1073741824 + '\t';
  }

  // run: minimum() == LMIN
  @Export("rk.minimum")
  static long minimum() {
    return -9223372036854775808L;
  }

  // run: ternaries(1, true) == 98
  // run: ternaries(1, false) == 1
  @Export("rk.ternaries")
  static int ternaries(int a, boolean c) {
    short s = (short) a;
    return c ? 'b' : s;
  }
}

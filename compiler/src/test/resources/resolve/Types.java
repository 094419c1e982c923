package resolve;

/** Promotion, conversion, constants and overloads. */
final class Types {
  static final byte B = 10;
  static final short S = B * 100;
  static final char C = 'a' + 1;
  static final long L = 1L << 40 | 0xFF;
  static final float F = 1 / 3f;
  static final double D = F * 2 + 1e-3;
  static final boolean Z = L > S && !(D < F) || C == 'b';
  static final int SHIFT = -1 >>> 28 << 33;
  static final int NARROW = (byte) 300 + (short) 70000 + (char) -1 + (int) 1e10 + (int) Float.NaN;
  static final long MIN = -9223372036854775808L;
  static final int TERNARY = Z ? B : C;
  static final long MIXED = Z ? B : L;
  static final String TEXT = "a" + B + C + L + Z + 1.0f + 'c' + null_();
  static final String FOLDED = "a" + B + C + L + Z + 1.0f + 'c' + 1.0;
  static final double HEX = 0x1.8p3 + 0x10 + 0b11 + 017 + .5 + 1.f + 1e1d;

  static String null_() {
    return "";
  }

  static int promote(byte b, short s, char c, int i, long l, float f, double d, boolean z) {
    var r1 = b + s;
    var r2 = c * 2;
    var r3 = i - l;
    var r4 = l / f;
    var r5 = f * d;
    var r6 = b << l;
    var r7 = l >>> b;
    var r8 = -b;
    var r9 = ~c;
    var r10 = +s;
    var r11 = z & !z ^ z;
    var r12 = b & c | s;
    var r13 = z ? b : s;
    var r14 = z ? b : 'x';
    var r15 = z ? c : 5;
    var r16 = z ? s : 100000;
    var r17 = z ? i : d;
    var r18 = z ? b : C;
    var r19 = i++ + --l;
    var r20 = c++;
    var r21 = (b += 5) + (c -= 1);
    var r22 = (f *= 2) > d == z;
    var r23 = (short) (i + (byte) l);
    var r24 = SHIFT + NARROW + TERNARY + B + S + C;
    var r25 = D + F + HEX;
    var r26 = Z ? MIXED : MIN;
    return r1 + r2 + (int) r3 + (r11 ? 1 : 0);
  }

  static void assign(int i) {
    byte b = 5;
    char c = 65;
    short s = (short) i;
    long l = i;
    float f = l;
    double d = f;
    final int k = 12;
    final byte small = k;
    b = k;
    int[] a = {1, 'b', b, small};
    long[] w = {1, 2L, c};
    float x = a[b] + w[c];
    a[i]++;
    w[1] <<= a[0];
    final var inferred = k * 2;
  }

  static int f(int x) {
    return 1;
  }

  static long f(long x) {
    return 2;
  }

  static float f(float x) {
    return 3;
  }

  static double f(Object o) {
    return 4;
  }

  static int g(char c, long l) {
    return 1;
  }

  static long g(int c, long l) {
    return 2;
  }

  static double g(double c, double d) {
    return 3;
  }

  static Object h(Object o) {
    return o;
  }

  static String h(String s) {
    return s;
  }

  static int calls(byte b, char c, long l, double d, String s, Object o, Types t) {
    f(b);
    f(c);
    f(5);
    f(l);
    f(1f);
    f(s);
    f(t);
    g(c, b);
    g(b, b);
    g(1f, l);
    h(null);
    h(s);
    h(t);
    t.instance(c).instance(l);
    Math.max(b, l);
    Math.abs(-c);
    Math.round(1.5f);
    return Math.floorMod(l, 3) + Math.max(b, c);
  }

  Types instance(int x) {
    return this;
  }

  Types instance(double x) {
    return this;
  }

  enum Color {
    RED,
    GREEN
  }

  record Point(int x, long y) {
    static Point origin() {
      return new Point(0, 0);
    }

    long sum() {
      return x + y() + this.y;
    }
  }

  static long data(Color c, Point p) {
    Point q = c == Color.RED ? p : Point.origin();
    long r =
        switch (c) {
          case RED -> 1;
          case GREEN -> {
            yield q.x() + p.y;
          }
        };
    int s =
        switch (q.x) {
          case 1, 2 -> 'x';
          default -> B;
        };
    var t =
        switch (s) {
          case 1 -> 1;
          default -> 2L;
        };
    return r + s + t + q.sum() + new Point(s, s).x() + Color.values().length + c.ordinal();
  }
}

package device;

import dev.ringkernel.device.Export;
import dev.ringkernel.device.Space;

final class Data {
  // run: sum({1, 2, 3}) == 6
  // run: sum([0]) == 0
  @Export("rk.sum")
  static int sum(@Space(Space.Kind.GLOBAL) int[] a) {
    int s = 0;
    for (int x : a) {
      s += x;
    }
    return s;
  }

  // run: at({1, 2}, 1) == 2
  // run: at({1, 2}, 2) faults INDEX
  // run: at({1, 2}, -1) faults INDEX
  @Export("rk.at")
  static short at(@Space(Space.Kind.GLOBAL) short[] a, int i) {
    return a[i];
  }

  // run: fill([5], 3) == 5
  // run: fill([3], -2) == 3
  @Export("rk.fill")
  static int fill(@Space(Space.Kind.GLOBAL) byte[] a, int v) {
    for (int i = 0; i < a.length; i++) {
      a[i] = (byte) (v + i);
      a[i] ^= 1;
      a[i]++;
    }
    return a.length;
  }

  // run: chars([4]) == 65535
  @Export("rk.chars")
  static int chars(@Space(Space.Kind.GLOBAL) char[] a) {
    a[0]--;
    a[1] = 'x';
    a[1] += 2;
    boolean[] seen = new boolean[2];
    seen[1] = a[0] > a[1];
    a[2] = seen[1] ? (char) 7 : 8;
    return a[0];
  }

  // run: doubles([3], 2.5) == 7.5
  @Export("rk.doubles")
  static double doubles(@Space(Space.Kind.GLOBAL) double[] a, double x) {
    double t = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] += x * i;
      t += a[i];
    }
    return t;
  }

  // run: local(20) == 190
  // run: local(31) faults INDEX
  @Export("rk.local")
  static int local(int n) {
    int total = 0;
    for (int round = 0; round < 2; round++) {
      int[] a = new int[30];
      for (int i = 0; i < n; i++) {
        a[i] += i;
      }
      total = 0;
      for (int v : a) total += v;
    }
    return total;
  }

  // run: table(2) == 30L
  @Export("rk.table")
  static long table(int i) {
    long[] t = {10, 'a', 30};
    final int[] u = new int[] {1, 2};
    return t[i] + u[0] - u.length / 2;
  }

  record Point(int x, int y) {
    Point plus(Point o) {
      return new Point(x + o.x, y + o.y());
    }

    static Point of(int v) {
      return new Point(v, -v);
    }

    int norm() {
      return this.x * this.x + y() * y();
    }
  }

  record Box(Point low, Point high, boolean empty, byte tag) {}

  // run: points(3) == 65
  @Export("rk.points")
  static int points(int n) {
    Point p = Point.of(n);
    for (int i = 0; i < 2; i++) {
      p = p.plus(new Point(1, i));
    }
    Point q = n > 10 ? p : new Point(p.y, p.x);
    return q.norm() + p.x() * 6 - p.y() + q.y() - 7 + 25 - 19;
  }

  // run: boxes(2) == 207
  @Export("rk.boxes")
  static int boxes(int n) {
    Box b = new Box(new Point(1, 2), Point.of(n), n > 1, (byte) 200);
    Box c = grown(b, n);
    return c.high().x() * 100 + c.low.y + (c.empty() ? 5 : 0) + (c.tag() == -56 ? 0 : 1000) - 200 + 0;
  }

  private static Box grown(Box b, int by) {
    return new Box(b.low(), b.high().plus(new Point(by, by)), b.empty(), b.tag());
  }

  // run: helpers({1.5f, 2.5f, 3f}) == 12.5f
  @Export("rk.helpers")
  static float helpers(@Space(Space.Kind.GLOBAL) float[] a) {
    float[] copy = new float[3];
    copy(a, copy);
    scale(copy, 0.5f);
    scale(a, 2);
    return total(a) - total(copy) + total(copy) - 1.5f;
  }

  static void copy(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
    }
  }

  static void scale(float[] a, float by) {
    for (int i = 0; i < a.length; i++) a[i] *= by;
  }

  static float total(float[] a) {
    float s = 0;
    for (float v : a) {
      s += v;
      if (v < 0) return s;
    }
    return s;
  }

  // run: swap({1, 2}, {30, 40}, 3) == 71
  @Export("rk.swap")
  static int swap(@Space(Space.Kind.GLOBAL) int[] a, @Space(Space.Kind.GLOBAL) int[] b, int n) {
    int[] from = a;
    int[] to = b;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 2; k++) to[k] = from[k] + 1;
      int[] t = from;
      from = to;
      to = t;
    }
    return (n > 2 ? from : to)[0] + to[0] + 60 + b.length + a.length;
  }
}

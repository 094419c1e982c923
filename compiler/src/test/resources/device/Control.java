package device;

import dev.ringkernel.device.Export;

final class Control {
  // run: sum(10) == 45
  // run: sum(0) == 0
  // run: sum(-5) == 0
  @Export("rk.sum")
  static int sum(int n) {
    int s = 0;
    for (int i = 0; i < n; i++) {
      s += i;
    }
    return s;
  }

  // run: collatz(27) == 111
  @Export("rk.collatz")
  static int collatz(long n) {
    int steps = 0;
    while (n != 1) {
      n = n % 2 == 0 ? n / 2 : 3 * n + 1;
      steps++;
    }
    return steps;
  }

  // run: doWhile(0) == 1
  // run: doWhile(5) == 5
  @Export("rk.doWhile")
  static int doWhile(int n) {
    int i = 0;
    do {
      i++;
      if (i == 3) continue;
    } while (i < n);
    return i;
  }

  // run: labels(5) == 13
  @Export("rk.labels")
  static int labels(int n) {
    int count = 0;
    outer:
    for (int i = 0; i < n; i++) {
      for (int j = 0; ; j++) {
        if (j > i) continue outer;
        if (i + j > 6) break outer;
        count++;
      }
    }
    block:
    {
      if (count > 3) break block;
      count = -1;
    }
    return count;
  }

  // run: classic(1) == 11
  // run: classic(2) == 10
  // run: classic(7) == 7
  // run: classic(9) == -1
  @Export("rk.classic")
  static int classic(int a) {
    int r = 0;
    switch (a) {
      case 1:
        r += 1;
      case 2:
        r += 10;
        break;
      case 3 + 4:
        return 7;
      default:
        r = -1;
    }
    return r;
  }

  // run: arrow('a') == 1
  // run: arrow('c') == 2
  // run: arrow('z') == 0
  @Export("rk.arrow")
  static int arrow(char c) {
    int r = 0;
    switch (c) {
      case 'a' -> r = 1;
      case 'b', 'c' -> {
        r = 2;
      }
      default -> {}
    }
    return r;
  }

  enum Color { RED, GREEN, BLUE }

  // run: expression(0) == 10
  // run: expression(1) == 30
  // run: expression(2) == 25
  // run: expression(3) == -1
  @Export("rk.expression")
  static long expression(int n) {
    Color c = n == 0 ? Color.RED : n == 1 ? Color.GREEN : Color.BLUE;
    if (n == 3) {
      return c == Color.BLUE ? -1 : 0;
    }
    long x =
        switch (c) {
          case RED -> 10;
          case GREEN -> {
            int t = 0;
            for (int i = 0; i < 3; i++) t += 10;
            yield t;
          }
          case BLUE -> 5L * 5;
        };
    return x;
  }

  // run: ordinal(0) == 2
  // run: ordinal(1) == 1
  @Export("rk.ordinal")
  static int ordinal(int n) {
    var c = n == 0 ? Color.BLUE : Color.GREEN;
    return c.ordinal();
  }

  // run: classicExpression(1) == 100
  // run: classicExpression(5) == 7
  @Export("rk.classicExpression")
  static int classicExpression(int n) {
    return switch (n) {
      case 1:
        yield 100;
      case 2:
      default:
        yield 7;
    };
  }

  // run: infinite(7) == 49
  @Export("rk.infinite")
  static int infinite(int n) {
    int i = 0;
    for (;;) {
      if (i * i >= n * n) {
        return i * i;
      }
      i++;
    }
  }

  // run: shortCircuit(0) == 1
  // run: shortCircuit(1) == 11
  @Export("rk.shortCircuit")
  static int shortCircuit(int a) {
    int[] n = {0};
    boolean x = a != 0 && bump(n) || a == 0 && !(a != 0) && n.length > 0;
    if (!(x && (a == 0 || bump(n)))) {
      return -1;
    }
    return n[0] * 5 + 1;
  }

  private static boolean bump(int[] n) {
    n[0]++;
    return true;
  }

  // run: order(3) == 321
  @Export("rk.order")
  static int order(int a) {
    int i = a;
    int[] log = new int[3];
    int r = i-- * 100 + i-- * 10 + i;
    log[i] = i += 1;
    int before = i++ + ++i;
    return before == 6 && log[1] == 2 ? r : before;
  }

  // run: arrayOrder(2) == 402
  @Export("rk.arrayOrder")
  static int arrayOrder(int n) {
    int[] a = new int[4];
    int i = 0;
    a[i++] += i + 1;
    a[i] = i = n;
    return a[0] + a[1] * 200;
  }

  // run: thrown(1) == 1
  // run: thrown(-1) faults THROWN
  @Export("rk.thrown")
  static int thrown(int a) {
    if (a < 0) {
      throw new IllegalArgumentException("a is " + a + ", below " + 0);
    }
    return a;
  }

  // run: thrownBy(0) faults DIVIDE
  // run: thrownBy(1) faults THROWN
  @Export("rk.thrownBy")
  static int thrownBy(int a) {
    throw new IllegalStateException("text " + 1 / a);
  }

  // run: asserted(1) == 2
  // run: asserted(0) faults ASSERTION
  @Export("rk.asserted")
  static int asserted(int a) {
    assert a > 0 : "a is " + a;
    assert a != 5;
    return a * 2;
  }

  // run: nested(4) == 32
  @Export("rk.nested")
  static int nested(int n) {
    int s = 0;
    for (int i = 0, j = n; i < j; i++, j--) {
      int k = i;
      while (k < j) {
        s += k++;
        if (s > 1000) break;
      }
      for (; k > 0; k -= 2) {
        s += k;
      }
    }
    return s + 13;
  }

  // run: decided() == 3
  @Export("rk.decided")
  static int decided() {
    final boolean yes = true;
    if (!yes) {
      return 1;
    } else if (1 > 2) {
      return 2;
    }
    while (yes) {
      return 3;
    }
  }

  // run: unassigned(1) == 5
  @Export("rk.unassigned")
  static int unassigned(int n) {
    int x;
    if (n > 0) {
      x = 5;
    } else {
      x = 6;
    }
    final int y;
    y = x;
    return y;
  }
}

package device;

import dev.ringkernel.api.*;
import java.util.List;

/** Every problem of a file is reported in one run, at its expression. */
final class Refusals {
  static int counter;
  static final float[] TABLE = {1, 2};
  private long total;
  private @Capacity(4) int[] history = new int[4];

  @RingMessage
  record In(int n) {}

  @RingMessage
  record Out(int n) {}

  interface Shape {
    int area();
  }

  record Square(int side) implements Shape {
    public int area() {
      return side * side;
    }
  }

  enum Color {
    RED {
      @Override
      int code() {
        return 1;
      }
    };

    abstract int code();
  }

  @RingKernel
  Out handle(In m, RingContext ctx) {
    int x = m.n();
    Object o = new Object(); // error: RK0101
    Runnable r = () -> counter++; // error: RK0102
    String s = "a" + x; // error: RK0104
    counter += x; // error: RK0114
    float f = TABLE[0]; // error: RK0115
    try { // error: RK0105
      x = 1;
    } finally {
      x = 2;
    }
    synchronized (this) { // error: RK0106
      total++;
    }
    double d = x % 2.5; // error: RK0109
    Integer boxed = x; // error: RK0110
    List<Integer> list = List.of(1, 2); // error: RK0110
    int[] dynamic = new int[x]; // error: RK0117
    int[][] grid = new int[2][2]; // error: RK0118
    x += area(new Square(x));
    x += deep(3) + Color.RED.code(); // error: RK0133
    double e = Math.exp(d); // error: RK0122
    history = new int[4]; // error: RK0135
    Class<?> c = m.getClass(); // error: RK0122
    System.out.println(x); // error: RK0115
    ctx.send(m.n() > 0 ? ctx.self() : null, new Square(x)); // error: RK0209
    Thread.onSpinWait(); // error: RK0122
    if (m == null) { // error: RK0125
      x++;
    }
    while (list.size() > x) {
      x++;
    }
    for (int i : List.of(1)) {} // error: RK0110
    record Local(int a) {} // error: RK0123
    var t = this; // error: RK0138
    throw new IllegalStateException("done " + s);
  }

  static int area(Shape s) {
    return s.area(); // error: RK0103
  }

  private static int deep(int n) {
    return n == 0 ? 0 : deeper(n) + 1;
  }

  private static int deeper(int n) {
    return deep(n - 1); // error: RK0108
  }
}

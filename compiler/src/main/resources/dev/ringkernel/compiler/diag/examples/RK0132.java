import dev.ringkernel.api.GlobalKernel;

final class Example {
  interface One {
    default int one() {
      return 1;
    }
  }

  record Pair(int x, int y) implements One {
    int f() {
      return One.super.one();
    }
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = new Pair(1, 2).f();
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(int x, long y) {
    return 1;
  }

  static int f(long x, int y) {
    return 2;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(1, 2);
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = factorial(a[1]);
  }
}

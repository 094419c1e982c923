import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int[] f(int[] x) {
    return x;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(a).length;
  }
}

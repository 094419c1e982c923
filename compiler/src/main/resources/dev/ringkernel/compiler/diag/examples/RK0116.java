import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(Thread t) {
    return 1;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(RuntimeException e) {
    throw e;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

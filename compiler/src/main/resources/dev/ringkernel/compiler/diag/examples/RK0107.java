import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(Object o) {
    return o instanceof Record ? 1 : 0;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

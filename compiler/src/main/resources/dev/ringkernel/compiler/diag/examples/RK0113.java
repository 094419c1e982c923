import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(Class<?> c) {
    return 1;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(int.class);
  }
}

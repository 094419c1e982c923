import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int sum(int... values) {
    return values.length;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = sum(1, 2, 3);
  }
}

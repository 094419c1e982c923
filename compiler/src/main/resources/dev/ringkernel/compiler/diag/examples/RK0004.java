import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = Math.abs(a, 1);
  }
}

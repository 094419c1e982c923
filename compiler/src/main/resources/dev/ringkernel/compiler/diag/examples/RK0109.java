import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = (int) (a[1] * 0.5 % 3.0);
  }
}

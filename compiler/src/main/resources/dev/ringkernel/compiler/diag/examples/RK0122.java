import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = (int) Math.exp(1.0);
  }
}

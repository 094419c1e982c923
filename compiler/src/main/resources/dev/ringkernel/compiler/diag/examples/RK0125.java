import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = a == a ? 1 : 0;
  }
}

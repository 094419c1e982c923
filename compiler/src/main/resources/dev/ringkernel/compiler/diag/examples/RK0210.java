import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static int run(int[] a) {
    return a[0];
  }
}

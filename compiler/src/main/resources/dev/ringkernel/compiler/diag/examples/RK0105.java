import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    try {
      a[0] = 1;
    } finally {
      a[1] = 2;
    }
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(String s) {
    switch (s) {
      default -> {
        return 1;
      }
    }
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

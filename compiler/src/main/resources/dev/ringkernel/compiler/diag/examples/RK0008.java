import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    switch (a[0]) {
      case a.length -> a[1] = 1;
      default -> a[1] = 2;
    }
  }
}

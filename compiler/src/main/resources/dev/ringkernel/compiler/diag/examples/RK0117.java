import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    int[] copy = new int[a.length];
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int counter;

  @GlobalKernel
  static void run(int[] a) {
    counter++;
  }
}

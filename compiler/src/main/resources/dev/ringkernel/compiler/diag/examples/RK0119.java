import dev.ringkernel.api.GlobalKernel;

final class Example {
  enum Color {
    RED
  }

  @GlobalKernel
  static void run(int[] a) {
    Color c = null;
  }
}

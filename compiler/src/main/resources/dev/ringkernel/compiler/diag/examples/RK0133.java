import dev.ringkernel.api.GlobalKernel;

final class Example {
  enum Color {
    RED
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = Color.RED.name().length();
  }
}

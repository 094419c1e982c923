import dev.ringkernel.api.GlobalKernel;

final class Example {
  static final int SIZE = Integer.parseInt("3");

  @GlobalKernel
  static void run(int[] a) {
    a[0] = SIZE;
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static native int f(int x);

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(1);
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    synchronized (a) {
      a[0]++;
    }
  }
}

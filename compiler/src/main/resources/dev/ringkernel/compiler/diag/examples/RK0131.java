import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(Object o) {
    var n = (Record) o;
    return 1;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  static int f(Iterable<String> items) {
    int n = 0;
    for (var i : items) {
      n++;
    }
    return n;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

import dev.ringkernel.api.GlobalKernel;

final class Example {
  record Positive(int n) {
    Positive {
      assert n > 0;
    }
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = new Positive(3).n();
  }
}

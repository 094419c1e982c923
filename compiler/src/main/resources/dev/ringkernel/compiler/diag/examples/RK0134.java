import dev.ringkernel.api.GlobalKernel;

final class Example {
  static final class Box {
    int value;
  }

  static int f(Box b) {
    b.value = 3;
    return 1;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = f(null);
  }
}

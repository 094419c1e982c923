import dev.ringkernel.api.GlobalKernel;

final class Example {
  interface Shape {
    int area();
  }

  static int area(Shape s) {
    return s.area();
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = area(null);
  }
}

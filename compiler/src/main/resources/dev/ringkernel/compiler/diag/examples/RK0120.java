import dev.ringkernel.api.GlobalKernel;

final class Example {
  sealed interface Shape permits Square {}

  record Square(int side) implements Shape {}

  static int f(Shape s) {
    return switch (s) {
      case Square q -> 1;
    };
  }

  @GlobalKernel
  static void run(int[] a) {
    switch (a[0]) {
      case 1 -> a[0] = 1;
      default -> a[0] = f(null);
    }
  }
}

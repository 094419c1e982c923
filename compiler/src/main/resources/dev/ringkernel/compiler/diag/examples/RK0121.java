import dev.ringkernel.api.GlobalKernel;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = Library.twice(a[1]); // Library is on the class path only
  }
}

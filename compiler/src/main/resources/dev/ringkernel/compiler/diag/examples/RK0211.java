import dev.ringkernel.api.*;

final class Example {
  @GlobalKernel
  static void run(int[] a, @Shared(1000000) float[] tile) {}
}

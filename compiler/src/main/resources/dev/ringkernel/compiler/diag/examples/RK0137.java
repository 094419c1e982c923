import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Intrinsic;

final class Example {
  @Intrinsic("twice.b32 d, a")
  static int twice(int x) {
    return 2 * x;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = twice(1);
  }
}

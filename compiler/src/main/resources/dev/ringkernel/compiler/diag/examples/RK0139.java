import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Intrinsic;

final class Example {
  @Intrinsic("lop3.b32 d, a, b, c, immLut")
  static int logic(int x, int y, int z, int table) {
    return table;
  }

  @GlobalKernel
  static void run(int[] a) {
    a[0] = logic(1, 2, 3, a[1]);
  }
}

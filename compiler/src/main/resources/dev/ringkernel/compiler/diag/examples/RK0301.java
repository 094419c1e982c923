import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Warp;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    a[0] = Warp.reduceAdd(a[1], Warp.FULL); // redux.sync: sm_80 and later
  }
}

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.device.Memory;

final class Example {
  @GlobalKernel
  static void run(int[] a) {
    int[] local = new int[4];
    a[0] = Memory.ldRelaxedGpu(local, 0);
  }
}

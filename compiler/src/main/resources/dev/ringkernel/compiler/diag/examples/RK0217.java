import dev.ringkernel.device.Export;

final class Example {
  @Export("rk.sum")
  static int sum(int[] a) {
    return a.length;
  }
}

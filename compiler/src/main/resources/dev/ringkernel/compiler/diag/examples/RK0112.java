import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  int limit;

  final class Inner {
    @GlobalKernel
    static void run(int[] a) {
      a[0] = 1;
    }
  }

  @RingKernel
  void handle(Ping m) {
    Example.this.limit = m.n();
  }
}

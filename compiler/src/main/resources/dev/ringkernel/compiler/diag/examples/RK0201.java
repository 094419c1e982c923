import dev.ringkernel.api.*;

final class Example {
  @RingKernel
  void handle(int n) {}
}

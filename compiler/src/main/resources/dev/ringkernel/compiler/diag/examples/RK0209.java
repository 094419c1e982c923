import dev.ringkernel.api.*;

record Ping(int n) {}

final class Example {
  @RingKernel
  void handle(Ping m) {}
}

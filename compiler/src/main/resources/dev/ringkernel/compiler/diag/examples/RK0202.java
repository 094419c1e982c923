import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel
  void first(Ping m) {}

  @RingKernel
  void second(Ping m) {}
}

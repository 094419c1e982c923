import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel
  void handle(Ping m) {}
}

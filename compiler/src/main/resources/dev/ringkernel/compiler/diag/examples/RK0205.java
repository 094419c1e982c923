import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  Object anything;

  @RingKernel
  void handle(Ping m) {}
}

import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

class Example {
  @RingKernel
  void handle(Ping m) {}
}

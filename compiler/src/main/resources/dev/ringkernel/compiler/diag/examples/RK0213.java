import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel(threads = 100)
  void handle(Ping m) {}
}

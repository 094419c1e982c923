import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel(batch = true)
  void handle(Ping m) {}
}

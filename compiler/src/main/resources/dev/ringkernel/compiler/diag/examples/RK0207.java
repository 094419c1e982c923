import dev.ringkernel.api.*;

@RingMessage
record Ping(String text) {}

final class Example {
  @RingKernel
  void handle(Ping m) {}
}

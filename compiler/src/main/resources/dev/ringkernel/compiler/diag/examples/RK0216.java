import dev.ringkernel.api.*;

@RingMessage
record Ping(@Capacity(200) long[] data) {}

final class Example {
  @RingKernel
  void handle(Ping m) {}
}

import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel
  void handle(Ping m, @Shared(32) float[] tile) {}
}

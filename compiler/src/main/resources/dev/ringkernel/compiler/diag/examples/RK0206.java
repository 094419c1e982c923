import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  int[] history = new int[4];

  @RingKernel
  void handle(Ping m) {}
}

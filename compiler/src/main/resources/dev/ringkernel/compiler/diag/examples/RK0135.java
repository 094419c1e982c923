import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @Capacity(4) int[] history = new int[4];

  @RingKernel
  void handle(Ping m) {
    history = history;
  }
}

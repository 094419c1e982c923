import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example extends Thread {
  @RingKernel
  void handle(Ping m) {}
}

import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {
  public int n() {
    return n + 1;
  }
}

final class Example {
  @RingKernel
  void handle(Ping m) {}
}

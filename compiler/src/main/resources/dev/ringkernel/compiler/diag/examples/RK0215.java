import dev.ringkernel.api.*;

@RingMessage
record Ping(int n) {}

final class Example {
  @RingKernel
  void handle(Ping m, RingContext ctx) {
    send(ctx, m);
  }

  private static void send(RingContext ctx, Record message) {
    ctx.send(ctx.self(), message);
  }
}

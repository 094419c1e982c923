import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Compiled with {@code --target sm_60}. */
public final class Example {
  @RingMessage
  record Ping(int value) {}

  @RingKernel
  Ping ping(Ping m) {
    return m;
  }
}

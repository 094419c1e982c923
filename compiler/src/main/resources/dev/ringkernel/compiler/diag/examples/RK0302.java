import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/** Compiled without ringkernel-runtime on the class path. */
public final class Example {
  @RingMessage
  record Ping(int value) {}

  @RingKernel
  Ping ping(Ping m) {
    return m;
  }
}

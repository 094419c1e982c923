package dev.ringkernel.runtime.device;

import dev.ringkernel.device.RuntimeCall;

/**
 * Calls the handler of a message. On the device linking makes this a switch with direct calls; on
 * the JVM the worker's thread has an invoker.
 */
public final class Dispatch {
  /** Runs a handler on the JVM; the arguments are those of {@link Dispatch#invoke}. */
  @FunctionalInterface
  public interface Invoker {
    int invoke(long ctx, int behaviour, int type, long state, long[] message, int at, long[] reply);
  }

  private static final ThreadLocal<Invoker> INVOKER = new ThreadLocal<>();

  private Dispatch() {}

  /** Names the invoker of the calling thread, before it becomes a worker. */
  public static void bind(Invoker invoker) {
    INVOKER.set(invoker);
  }

  /**
   * Runs a handler.
   *
   * @param message holds the payload from index {@code at}
   * @param reply receives the reply
   * @return the fault word, 0 for none
   */
  @RuntimeCall("rk.dispatch")
  static int invoke(
      long ctx, int behaviour, int type, long state, long[] message, int at, long[] reply) {
    return INVOKER.get().invoke(ctx, behaviour, type, state, message, at, reply);
  }
}

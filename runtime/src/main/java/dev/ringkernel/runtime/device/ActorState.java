package dev.ringkernel.runtime.device;

/**
 * Life of an actor. Only the transitions named are made. The word {@link ControlBlock#STATE} holds
 * the state in its low byte and, above it, how often the slot was activated: a worker that sees a
 * new count must acquire before it reads the actor's memory.
 */
public final class ActorState {
  /** The slot is free. → Initializing by the supervisor. */
  public static final int DORMANT = 0;

  /** The supervisor fills state and control block. → Active. */
  public static final int INITIALIZING = 1;

  /**
   * → Draining by the home worker, Failed by the home worker, Terminated by the home worker when
   * killed.
   */
  public static final int ACTIVE = 2;

  /** Handles what it has, takes nothing new. → Terminated by the home worker. */
  public static final int DRAINING = 3;

  /** → Active by the supervisor (restart), or Terminated (too many restarts). */
  public static final int FAILED = 4;

  /** Readable, takes nothing. → Initializing when the host gives the slot to another actor. */
  public static final int TERMINATED = 5;

  private ActorState() {}

  /** The state in a word. */
  static long of(long word) {
    return word & 0xff;
  }

  /** The word with another state. */
  static long with(long word, int state) {
    return (word & ~0xffL) | state;
  }

  /** The word of a new activation, {@link #ACTIVE} or {@link #DRAINING}. */
  static long activated(long word, int state) {
    return ((word >>> 8) + 1) << 8 | state;
  }
}

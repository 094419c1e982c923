package dev.ringkernel.runtime.device;

/** Types of messages with {@link Slot#FLAG_SYSTEM}. */
public final class SystemMessage {
  /** Host to actor: handle what came before, then end. */
  public static final int STOP = 1;

  /** Device to host: an actor ended; payload: id, last fault word, restarts. */
  public static final int TERMINATED = 2;

  /** Device to host: an actor was restarted; payload: id, fault word, restarts. */
  public static final int RESTARTED = 3;

  private SystemMessage() {}
}

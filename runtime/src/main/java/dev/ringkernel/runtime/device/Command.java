package dev.ringkernel.runtime.device;

/** Commands from the host to the supervisor: slots of two lines whose type is the kind. */
public final class Command {
  /** Lines of a command slot. */
  public static final int LINES = 2;

  /** Copies from the command's staging area: arena offset, words. */
  public static final int IMAGE = 1;

  /**
   * Fills a control block, free or of an actor that has ended, and activates the actor: slot, id,
   * behaviour, state offset, state bytes, image offset, mailbox offset, outbox offset, home,
   * restarts allowed, window in nanoseconds.
   */
  public static final int SPAWN = 2;

  /** Ends an actor at once: slot, id. */
  public static final int KILL = 3;

  private Command() {}
}

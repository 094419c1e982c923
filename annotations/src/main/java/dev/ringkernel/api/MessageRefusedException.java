package dev.ringkernel.api;

/**
 * The actor does not take this message, does not reply with this type, or the message does not fit
 * its slot.
 */
public final class MessageRefusedException extends RingKernelException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what happened to which actor, and what to do. */
  public MessageRefusedException(String message) {
    super(message, null);
  }
}

package dev.ringkernel.api;

/** No reply came within the time given to a call. */
public final class ReplyTimeoutException extends RingKernelException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what happened to which actor, and what to do. */
  public ReplyTimeoutException(String message) {
    super(message, null);
  }
}

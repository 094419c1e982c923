package dev.ringkernel.api;

import org.jspecify.annotations.Nullable;

/** What calls of actors and of actor systems end with when they cannot do what was asked. */
public abstract class RingKernelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what happened, with the values in it, and what to do. */
  protected RingKernelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

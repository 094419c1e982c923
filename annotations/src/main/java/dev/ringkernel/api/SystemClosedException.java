package dev.ringkernel.api;

import org.jspecify.annotations.Nullable;

/** The actor system is closed, or has failed; then the cause says how. */
public final class SystemClosedException extends RingKernelException {
  private static final long serialVersionUID = 1;

  /** Closed in order. */
  public SystemClosedException(String message) {
    super(message, null);
  }

  /** Failed, for example by an illegal address on the device. */
  public SystemClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

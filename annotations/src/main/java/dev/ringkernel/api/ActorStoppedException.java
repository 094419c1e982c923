package dev.ringkernel.api;

/** The actor has stopped, or the reference is stale: its slot belongs to a later actor. */
public final class ActorStoppedException extends RingKernelException {
  private static final long serialVersionUID = 1;

  /** With a sentence that says what happened to which actor, and what to do. */
  public ActorStoppedException(String message) {
    super(message, null);
  }
}

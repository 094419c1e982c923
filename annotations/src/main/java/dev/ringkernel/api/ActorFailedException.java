package dev.ringkernel.api;

import org.jspecify.annotations.Nullable;

/**
 * The handler faulted on the message that this call sent.
 *
 * <p>The fault has one meaning on every backend: a {@code throw}, a failed {@code assert}, an index
 * out of bounds, an integer division by zero, or a stop while the handler ran.
 */
public final class ActorFailedException extends RingKernelException {
  private static final long serialVersionUID = 1;

  private final String kind;
  private final String place;

  /**
   * Says who failed, why and where.
   *
   * @param actor the actor's class or id, for people
   * @param kind the fault in words, such as {@code integer division by zero}
   * @param place the Java source line, such as {@code Counter.java:12}; empty where it is not known
   * @param cause what the handler threw, where it ran on the JVM
   */
  public ActorFailedException(String actor, String kind, String place, @Nullable Throwable cause) {
    super(actor + " failed: " + kind + (place.isEmpty() ? "" : " at " + place), cause);
    this.kind = kind;
    this.place = place;
  }

  /** The fault in words, such as {@code integer division by zero}. */
  public String kind() {
    return kind;
  }

  /** The Java source line, such as {@code Counter.java:12}; empty where it is not known. */
  public String place() {
    return place;
  }
}

package dev.ringkernel.runtime.device;

/** Why a message became a dead letter. */
public final class Reason {
  /** No room, for longer than the patience. */
  public static final int OVERFLOW = 1;

  /** The receiver is stopped, stale, or never was. */
  public static final int INVALID_TARGET = 2;

  /** The receiver has no handler for the type, or the system stopped. */
  public static final int REJECTED = 3;

  /** The handler faulted on it. */
  public static final int FAULT = 4;

  /** Number of reasons, 0 included. */
  public static final int COUNT = 5;

  private Reason() {}
}

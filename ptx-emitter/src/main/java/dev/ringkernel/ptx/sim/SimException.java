package dev.ringkernel.ptx.sim;

import java.util.Objects;

/** A request that a simulated device refuses; the message says what, where and what to do. */
public final class SimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a request is refused, for a driver to give its own code. */
  public enum Reason {
    /**
     * The PTX cannot be read, is not for this device, or uses what the simulator cannot execute.
     */
    INVALID_PTX,
    /** An argument is out of range. */
    INVALID_VALUE,
    /** There is no such kernel, variable or device. */
    NOT_FOUND,
    /** The device's memory, or an address range, does not suffice. */
    OUT_OF_MEMORY,
    /** A block needs more than an SM has. */
    OUT_OF_RESOURCES,
    /** A cooperative grid does not fit the device at once. */
    COOPERATIVE_TOO_LARGE,
    /** The machine was closed, or the module unloaded. */
    CLOSED
  }

  private final Reason reason;

  SimException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Why it was refused. */
  public Reason reason() {
    return reason;
  }
}

package dev.ringkernel.ptx.sim.litmus;

/** A litmus text or program that cannot be read or run; the message says where and why. */
public final class LitmusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error without a line of its own. */
  public LitmusException(String message) {
    super(message);
  }

  LitmusException at(String file, int line) {
    LitmusException placed = new LitmusException(file + ":" + line + ": " + getMessage());
    placed.setStackTrace(getStackTrace());
    return placed;
  }
}

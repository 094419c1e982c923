package dev.ringkernel.compiler.front;

/**
 * Ends the lowering of a statement whose problem has been reported; the next statement is still
 * looked at.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused() {
    super("reported", null, false, false);
  }
}

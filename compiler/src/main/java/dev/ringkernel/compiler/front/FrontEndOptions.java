package dev.ringkernel.compiler.front;

/**
 * What a compilation may choose.
 *
 * @param boundsChecks whether handlers and exports check array accesses; kernels say so themselves
 */
public record FrontEndOptions(boolean boundsChecks) {
  /** Checked. */
  public static final FrontEndOptions DEFAULT = new FrontEndOptions(true);
}

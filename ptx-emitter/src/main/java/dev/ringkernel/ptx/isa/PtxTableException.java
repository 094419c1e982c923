package dev.ringkernel.ptx.isa;

/** A spelling that is not exactly one instruction form; names the nearest row and the reason. */
public final class PtxTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PtxTableException(String message) {
    super(message);
  }
}

package dev.ringkernel.device;

/**
 * Leads a lane out of a block in which another lane has failed. The other lane's exception is what
 * the block ends with; nobody but {@link Lanes} sees this one.
 */
public final class PeerFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  PeerFault() {
    super("another lane of the block failed", null, false, false);
  }
}

package dev.ringkernel.ptx.sim;

/**
 * Ends a lane's run, and with it the launch. Carries no stack: the place is the PTX instruction.
 */
final class LaneFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SimFault.Kind kind;
  private final long address;

  LaneFault(SimFault.Kind kind, long address, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
    this.address = address;
  }

  /** A fault without an address. */
  LaneFault(SimFault.Kind kind, String sentence) {
    this(kind, 0, sentence);
  }

  SimFault.Kind kind() {
    return kind;
  }

  long address() {
    return address;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}

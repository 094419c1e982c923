package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/**
 * Ends a lane's run, and with it the launch. Carries no stack: the place is the PTX instruction.
 */
final class LaneFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SimFault.Kind kind;
  private final long address;
  private @Nullable Lane issuer;
  private int pc = -1;
  private boolean freed;

  LaneFault(SimFault.Kind kind, long address, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
    this.address = address;
  }

  /** A fault without an address. */
  LaneFault(SimFault.Kind kind, String sentence) {
    this(kind, 0, sentence);
  }

  /** This fault, of an operation that another lane, or this one earlier, issued. */
  LaneFault issuedBy(Lane lane, int at) {
    issuer = lane;
    pc = at;
    return this;
  }

  /** This fault, of an access of memory that was freed. */
  LaneFault ofFreed() {
    freed = true;
    return this;
  }

  boolean isFreed() {
    return freed;
  }

  /** Whose fault it is, where {@code current} ran when it came up. */
  @Nullable Lane lane(@Nullable Lane current) {
    return issuer == null ? current : issuer;
  }

  /** The instruction at fault, for lane {@code t}. */
  int pc(Lane t) {
    return pc < 0 ? t.pc : pc;
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

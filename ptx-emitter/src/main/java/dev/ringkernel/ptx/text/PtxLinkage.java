package dev.ringkernel.ptx.text;

/** Who can reach a function or a module's variable (PTX ISA, "Linking Directives"). */
public enum PtxLinkage {
  // @formatter:off
  /** The module alone. */
  MODULE(""),
  /** Other modules and the host too. */
  VISIBLE(".visible "),
  /** Declared here, defined elsewhere; shared memory of no stated size is the launch's. */
  EXTERN(".extern "),
  /** As visible, but a stronger definition replaces it. */
  WEAK(".weak "),
  /** A variable that all modules which declare it share. */
  COMMON(".common ");
  // @formatter:on

  private final String prefix;

  PtxLinkage(String prefix) {
    this.prefix = prefix;
  }

  /** The directive with a blank behind it, or empty. */
  public String prefix() {
    return prefix;
  }
}

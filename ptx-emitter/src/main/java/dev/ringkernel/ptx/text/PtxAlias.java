package dev.ringkernel.ptx.text;

/**
 * Another name for a function.
 *
 * @param name a function that the module declares and does not define
 * @param target the defined function that a call of {@code name} reaches
 */
public record PtxAlias(String name, String target) {

  /** The directive with its semicolon. */
  public String text() {
    return ".alias " + name + ", " + target + ";";
  }
}

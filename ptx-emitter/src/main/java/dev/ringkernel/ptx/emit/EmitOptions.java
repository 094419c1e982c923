package dev.ringkernel.ptx.emit;

/**
 * Choices of the emitter that do not change what the code computes.
 *
 * @param lineInfo write {@code .file} and {@code .loc} lines
 */
public record EmitOptions(boolean lineInfo) {
  /** Line information on. */
  public static final EmitOptions DEFAULT = new EmitOptions(true);
}

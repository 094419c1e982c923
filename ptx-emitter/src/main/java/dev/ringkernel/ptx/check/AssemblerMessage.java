package dev.ringkernel.ptx.check;

import java.util.Locale;

/**
 * A complaint of an assembler.
 *
 * @param severity how bad it is
 * @param line the line of the PTX text, from 1; 0 where it concerns no line
 * @param text the assembler's words
 */
public record AssemblerMessage(Severity severity, int line, String text) {

  /** How bad a message is. */
  public enum Severity {
    /** Code is made all the same. */
    WARNING,
    /** No code is made. */
    ERROR
  }

  /** Returns the message with its line, such as {@code line 6: error: Unknown modifier '.x'}. */
  @Override
  public String toString() {
    return (line > 0 ? "line " + line + ": " : "")
        + severity.name().toLowerCase(Locale.ROOT)
        + ": "
        + text;
  }
}

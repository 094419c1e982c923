package dev.ringkernel.ptx.text;

/**
 * What is wrong with a PTX text, and where.
 *
 * @param file the name that the text was read under
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param message what is wrong, with the values in it, and what would be right
 * @param source the line's text, shortened where it is long
 * @param caret index in {@code source} of the character at fault
 */
public record PtxDiagnostic(
    String file, int line, int column, String message, String source, int caret) {

  /** Place and message, and below them the line with a caret under the fault. */
  public String text() {
    return this + "\n  " + source + "\n  " + " ".repeat(caret) + "^";
  }

  /** Place and message on one line. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}

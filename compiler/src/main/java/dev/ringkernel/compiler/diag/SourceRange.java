package dev.ringkernel.compiler.diag;

/**
 * The text a diagnostic is about.
 *
 * @param path path of the source file as it was given to the compiler
 * @param start offset of the first UTF-16 unit, from 0
 * @param length UTF-16 units covered, at least 1
 * @param line line of {@code start}, from 1
 * @param column column of {@code start} in UTF-16 units, from 1; a tab counts one
 */
public record SourceRange(String path, int start, int length, int line, int column) {
  /** Offset after the last unit. */
  public int end() {
    return start + length;
  }

  @Override
  public String toString() {
    return path + ":" + line + ":" + column;
  }
}

package dev.ringkernel.ir;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source file.
 *
 * @param file path as given to the compiler, with forward slashes, relative to the source root
 *     where one is known; never absolute
 * @param line 1-based; 0 where there is no source
 * @param column 1-based, in UTF-16 units
 * @param length UTF-16 units covered, at least 1
 * @param callSite where the code was inlined, or null at the outermost level
 */
public record Span(String file, int line, int column, int length, @Nullable Span callSite) {
  /** No source position: code the compiler made. */
  public static final Span NONE = new Span("", 0, 0, 1, null);

  public Span(String file, int line, int column, int length) {
    this(file, line, column, length, null);
  }

  /** This place as seen from {@code site}, into which its function is inlined. */
  public Span inlinedAt(Span site) {
    if (equals(NONE)) {
      return site;
    }
    return new Span(file, line, column, length, callSite == null ? site : callSite.inlinedAt(site));
  }

  @Override
  public String toString() {
    return equals(NONE) ? "-" : file + ":" + line + ":" + column;
  }
}

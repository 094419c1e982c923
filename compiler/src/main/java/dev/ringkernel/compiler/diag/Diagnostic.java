package dev.ringkernel.compiler.diag;

import java.util.List;

/**
 * One problem found in a source file.
 *
 * @param code what is wrong
 * @param range where
 * @param args values of the code's message, in the order of its placeholders
 */
public record Diagnostic(DiagnosticCode code, SourceRange range, List<String> args) {
  public Diagnostic {
    args = List.copyOf(args);
    if (args.size() != code.arguments()) {
      throw new IllegalStateException(
          code.id() + " takes " + code.arguments() + " arguments, was given " + args);
    }
  }

  public Diagnostic(DiagnosticCode code, SourceRange range, String... args) {
    this(code, range, List.of(args));
  }

  /** The message with its values, without place and code. */
  public String message() {
    return fill(code.message());
  }

  /** What to do about it, with the same values. */
  public String wayOut() {
    return fill(code.wayOut());
  }

  private String fill(String template) {
    String text = template;
    for (int i = 0; i < args.size(); i++) {
      text = text.replace("{" + i + "}", args.get(i));
    }
    return text;
  }

  /**
   * The text shown to people, the same in every entry: place, code and message; the source line
   * with carets under the range; the way out. Lines end in {@code \n}, the last one too.
   *
   * @param source text of the file that {@link #range} lies in
   */
  public String render(String source) {
    StringBuilder out = new StringBuilder();
    out.append(range)
        .append(": error ")
        .append(code.id())
        .append(": ")
        .append(message())
        .append('\n');
    int lineStart = range.start() - (range.column() - 1);
    if (lineStart >= 0 && lineStart <= source.length()) {
      int lineEnd = lineStart;
      while (lineEnd < source.length()
          && source.charAt(lineEnd) != '\n'
          && source.charAt(lineEnd) != '\r') {
        lineEnd++;
      }
      String gutter = " ".repeat(Integer.toString(range.line()).length());
      out.append(range.line()).append(" | ").append(source, lineStart, lineEnd).append('\n');
      out.append(gutter).append(" | ");
      for (int i = lineStart; i < range.start(); i++) {
        out.append(i < lineEnd && source.charAt(i) == '\t' ? '\t' : ' ');
      }
      out.append("^".repeat(Math.max(1, Math.min(range.end(), lineEnd) - range.start())))
          .append('\n');
    }
    out.append("  = ").append(wayOut()).append('\n');
    return out.toString();
  }
}

package dev.ringkernel.compiler.javac;

import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * One error or warning of javac.
 *
 * @param path the file as it was given, or null for a problem of no file
 * @param line from 1; 0 where there is none
 * @param column in UTF-16 units, from 1; a tab counts one
 * @param length UTF-16 units covered, at least 1
 * @param sourceLine text of the line, without its end; empty where there is none
 */
public record JavaProblem(
    boolean error,
    @Nullable String path,
    int line,
    int column,
    int length,
    String sourceLine,
    String message) {

  static JavaProblem of(Diagnostic<? extends JavaFileObject> d, JavaSources sources) {
    boolean error = d.getKind() == Diagnostic.Kind.ERROR;
    String message = d.getMessage(Locale.ROOT);
    JavaFileObject source = d.getSource();
    if (source == null || d.getPosition() == Diagnostic.NOPOS) {
      return new JavaProblem(error, null, 0, 0, 1, "", message);
    }
    String text = sources.text(source);
    int at = (int) Math.min(d.getPosition(), text.length());
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    int from = d.getStartPosition() < start ? at : (int) d.getStartPosition();
    int to = d.getEndPosition() == Diagnostic.NOPOS ? from + 1 : (int) d.getEndPosition();
    return new JavaProblem(
        error,
        sources.shown(source),
        (int) d.getLineNumber(),
        from - start + 1,
        Math.max(1, Math.min(to, end) - from),
        text.substring(start, end),
        message);
  }

  /** The text shown to people, shaped as our own diagnostics are. Lines end in {@code \n}. */
  public String render() {
    String[] lines = message.split("\n", -1);
    StringBuilder out = new StringBuilder();
    if (path != null) {
      out.append(path).append(':').append(line).append(':').append(column).append(": ");
    }
    out.append(error ? "error: " : "warning: ").append(lines[0]).append('\n');
    if (path != null) {
      String gutter = " ".repeat(Integer.toString(line).length());
      out.append(line).append(" | ").append(sourceLine).append('\n').append(gutter).append(" | ");
      for (int i = 0; i < column - 1; i++) {
        out.append(i < sourceLine.length() && sourceLine.charAt(i) == '\t' ? '\t' : ' ');
      }
      out.append("^".repeat(length)).append('\n');
    }
    for (int i = 1; i < lines.length; i++) {
      out.append(lines[i]).append('\n');
    }
    return out.toString();
  }
}

package dev.ringkernel.compiler.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads from a line of PTX to the Java line it was made from, by the {@code .file} and {@code .loc}
 * lines of the text.
 */
public final class JavaLines {
  private static final Pattern FILE = Pattern.compile("\\s*\\.file\\s+(\\d+)\\s+\"([^\"]*)\".*");
  private static final Pattern LOC = Pattern.compile("\\s*\\.loc\\s+(\\d+)\\s+(\\d+)\\s+(\\d+).*");

  private final Map<String, String> files = new HashMap<>();
  private final String[] lines;

  private JavaLines(String ptx) {
    this.lines = ptx.split("\n", -1);
    for (String line : lines) {
      Matcher m = FILE.matcher(line);
      if (m.matches()) {
        files.put(m.group(1), m.group(2));
      }
    }
  }

  /** Reads a PTX text. */
  public static JavaLines of(String ptx) {
    return new JavaLines(ptx);
  }

  /** A line of Java. */
  public record Place(String file, int line) {}

  /** The place of a PTX line (from 1): that of the last {@code .loc} before it in its function. */
  public Optional<Place> at(int ptxLine) {
    for (int i = Math.min(ptxLine, lines.length) - 1; i >= 0; i--) {
      if (lines[i].startsWith("}")) {
        return Optional.empty();
      }
      Matcher m = LOC.matcher(lines[i]);
      if (m.matches()) {
        String file = files.get(m.group(1));
        return file == null
            ? Optional.empty()
            : Optional.of(new Place(file, Integer.parseInt(m.group(2))));
      }
    }
    return Optional.empty();
  }
}

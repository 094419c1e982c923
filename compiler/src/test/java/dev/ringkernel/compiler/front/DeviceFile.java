package dev.ringkernel.compiler.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java file with its expectations beside the code.
 *
 * <ul>
 *   <li>{@code // run: f(1, 2L, {3, 4}) == 5}, {@code // run: g(0) faults DIVIDE}: calls the static
 *       method of that name
 *   <li>{@code // check: text} and {@code // not: text}: what the printed IR must and must not
 *       contain
 *   <li>{@code // error: RK0101}: a diagnostic that starts on this line, or on the next where the
 *       comment has a line of its own
 * </ul>
 */
record DeviceFile(
    SourceUnit unit,
    List<Run> runs,
    List<String> checks,
    List<String> nots,
    List<Expected> errors) {
  /** A call and what it gives: a literal, or a fault kind where {@code faults}. */
  record Run(String method, String args, boolean faults, String expected, int line) {}

  /** A diagnostic's code at a line. */
  record Expected(String code, int line) {
    @Override
    public String toString() {
      return code + " at line " + line;
    }
  }

  private static final Path FOLDER = Path.of("src/test/resources/device");
  private static final Pattern DIRECTIVE =
      Pattern.compile("//\\s*(run|check|not|error):\\s*(.*?)\\s*$");
  private static final Pattern RUN = Pattern.compile("(\\w+)\\((.*)\\)\\s*(==|faults)\\s*(.+)");

  static List<DeviceFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(p -> p.toString().endsWith(".java"))
          .sorted()
          .map(DeviceFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DeviceFile read(Path path) {
    try {
      return parse(new SourceUnit(path.getFileName().toString(), Files.readString(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DeviceFile parse(SourceUnit unit) {
    List<Run> runs = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<String> nots = new ArrayList<>();
    List<Expected> errors = new ArrayList<>();
    List<String> lines = unit.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher m = DIRECTIVE.matcher(lines.get(i));
      if (!m.find()) {
        continue;
      }
      String text = m.group(2);
      switch (m.group(1)) {
        case "run" -> {
          Matcher run = RUN.matcher(text);
          if (!run.matches()) {
            throw new IllegalStateException(unit.path() + ":" + (i + 1) + ": not a run: " + text);
          }
          runs.add(
              new Run(
                  run.group(1), run.group(2), run.group(3).equals("faults"), run.group(4), i + 1));
        }
        case "check" -> checks.add(text);
        case "not" -> nots.add(text);
        default -> {
          boolean alone = lines.get(i).strip().startsWith("//");
          for (String code : text.split("[, ]+")) {
            errors.add(new Expected(code, alone ? i + 2 : i + 1));
          }
        }
      }
    }
    return new DeviceFile(unit, runs, checks, nots, errors);
  }

  /** The binary name of the file's class: its package and its name. */
  String className() {
    Matcher m = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE).matcher(unit.text());
    String simple = unit.path().replace(".java", "");
    return m.find() ? m.group(1) + "." + simple : simple;
  }

  @Override
  public String toString() {
    return unit.path();
  }
}

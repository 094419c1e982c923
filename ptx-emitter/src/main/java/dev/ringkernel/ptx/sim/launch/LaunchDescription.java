package dev.ringkernel.ptx.sim.launch;

import dev.ringkernel.ptx.sim.Dim3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects a launch from its statements; later ones replace earlier ones, but arguments are added.
 *
 * <p>In a file a statement is a line, and {@code #} starts a comment:
 *
 * <pre>
 * entry saxpy
 * grid 4
 * block 256
 * arg u32:1000
 * arg f32:2
 * arg f32[1000]:iota
 * arg inout f32[1000]:1 == iota(1, 2)
 * </pre>
 */
public final class LaunchDescription {

  /** What can be said, one row each. */
  private enum Word {
    // @formatter:off
    ENTRY      ("NAME",             "the kernel; needed where the text has several",  (d, t) -> d.entry = t),
    GRID       ("X [Y [Z]]",        "blocks (default: 1)",                            (d, t) -> d.grid = extents(t)),
    BLOCK      ("X [Y [Z]]",        "threads of a block (default: what the kernel requires, else 32)", (d, t) -> d.block = extents(t)),
    CLUSTER    ("X [Y [Z]]",        "blocks of a cluster",                            (d, t) -> d.cluster = extents(t)),
    SHARED     ("BYTES",            "dynamic shared memory of a block",               (d, t) -> d.shared = bytes(t)),
    COOPERATIVE("",                 "all blocks are resident at once",                (d, t) -> d.cooperative = nothing(t)),
    ARG        ("ARGUMENT",         "the next argument",                              (d, t) -> d.arguments.add(Argument.parse(t, d.folder))),
    GLOBAL     ("NAME = ARGUMENT",  "contents of a variable before and after",        (d, t) -> d.global(t));
    // @formatter:on

    private final String values;
    private final String meaning;
    private final Effect effect;

    Word(String values, String meaning, Effect effect) {
      this.values = values;
      this.meaning = meaning;
      this.effect = effect;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a statement does. */
  private interface Effect {
    void apply(LaunchDescription description, String text);
  }

  private Path folder = Path.of("");
  private @Nullable String entry;
  private Dim3 grid = Dim3.ONE;
  private @Nullable Dim3 block;
  private @Nullable Dim3 cluster;
  private int shared;
  private boolean cooperative;
  private final List<Argument> arguments = new ArrayList<>();
  private final Map<String, Argument> globals = new LinkedHashMap<>();

  /** Starts with one block and no argument. */
  public LaunchDescription() {}

  /**
   * Reads a file; file names in it are relative to it.
   *
   * @throws LaunchException with the line
   */
  public static LaunchDescription read(Path file) {
    LaunchDescription description = new LaunchDescription();
    Path parent = file.getParent();
    description.folder = parent == null ? Path.of("") : parent;
    try {
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        line++;
        description.line(file + ":" + line, text);
      }
    } catch (IOException e) {
      throw new LaunchException(file + " cannot be read: " + e.getMessage(), e);
    }
    description.folder = Path.of("");
    return description;
  }

  private void line(String place, String text) {
    int comment = text.indexOf('#');
    String statement = (comment < 0 ? text : text.substring(0, comment)).strip();
    if (statement.isEmpty()) {
      return;
    }
    String[] parts = statement.split("\\s+", 2);
    try {
      say(parts[0], parts.length == 1 ? "" : parts[1].strip());
    } catch (LaunchException e) {
      throw new LaunchException(place + ": " + e.getMessage(), e);
    }
  }

  /**
   * Adds a statement.
   *
   * @param word its first word, such as {@code grid}
   * @param rest what follows it
   * @throws LaunchException if there is no such statement, or not with this rest
   */
  public void say(String word, String rest) {
    Word known =
        Arrays.stream(Word.values())
            .filter(w -> w.text().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new LaunchException(
                        "there is no statement '" + word + "'; there are\n" + statements()));
    if (rest.isEmpty() != known.values.isEmpty()) {
      throw new LaunchException(
          "write it as: "
              + (known.text() + " " + known.values).strip()
              + " ("
              + known.meaning
              + ")");
    }
    known.effect.apply(this, rest);
  }

  /** Forgets the arguments so far, for others in their place. */
  public void clearArguments() {
    arguments.clear();
  }

  /** Returns all statements, one a line, for people. */
  public static String statements() {
    return Arrays.stream(Word.values())
        .map(w -> String.format(Locale.ROOT, "  %-28s %s", w.text() + " " + w.values, w.meaning))
        .collect(Collectors.joining("\n"));
  }

  private void global(String text) {
    String[] parts = text.split("\\s*=\\s*", 2);
    // The first '=' must not be the start of a comparison.
    if (parts.length < 2 || parts[0].contains(" ") || parts[1].startsWith("=")) {
      throw new LaunchException("write it as: global counts = out u32[4]");
    }
    Argument contents = Argument.parse(parts[1], folder);
    globals.put(parts[0], contents);
  }

  private static Dim3 extents(String text) {
    String[] parts = text.strip().split("\\s*[,x×]\\s*|\\s+");
    if (parts.length > 3) {
      throw new LaunchException("'" + text + "' has more than three extents");
    }
    int[] sizes = {1, 1, 1};
    for (int i = 0; i < parts.length; i++) {
      sizes[i] = number(parts[i]);
      if (sizes[i] < 1) {
        throw new LaunchException("every extent must be at least 1: '" + text + "'");
      }
    }
    return new Dim3(sizes[0], sizes[1], sizes[2]);
  }

  private static int bytes(String text) {
    int bytes = number(text);
    if (bytes < 0) {
      throw new LaunchException("shared memory cannot have " + bytes + " bytes");
    }
    return bytes;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new LaunchException("'" + text + "' is not a whole number", e);
    }
  }

  private static boolean nothing(String text) {
    return text.isEmpty();
  }

  @Nullable String entry() {
    return entry;
  }

  Dim3 grid() {
    return grid;
  }

  @Nullable Dim3 block() {
    return block;
  }

  @Nullable Dim3 cluster() {
    return cluster;
  }

  int shared() {
    return shared;
  }

  boolean cooperative() {
    return cooperative;
  }

  List<Argument> arguments() {
    return arguments;
  }

  Map<String, Argument> globals() {
    return globals;
  }
}

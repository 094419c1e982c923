package dev.ringkernel.ptx.isa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The assembler as a judge of single instructions.
 *
 * <p>{@code ptxas} reports every line that it rejects, without a limit, as long as the text is
 * grammatical; so one file holds thousands of instructions, one a line. The last line is wrong on
 * purpose: the assembler then stops after its checks and generates no code.
 */
final class Ptxas {
  private static final Pattern ERROR = Pattern.compile("line (\\d+); (error|fatal)\\s*: (.*)");

  private Ptxas() {}

  /** The assembler on the path, or empty. */
  static Optional<Path> find() {
    String path = System.getenv("PATH");
    for (String dir : path == null ? new String[0] : path.split(":")) {
      Path candidate = Path.of(dir, "ptxas");
      if (!dir.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether the assembler takes a module of this target and language version. */
  static boolean knows(Path ptxas, Target target, PtxVersion version) {
    List<String> output =
        run(
            ptxas,
            target,
            List.of(
                ".version " + version,
                ".target " + target,
                ".address_size 64",
                ".visible .func f() { ret; }"));
    return output.stream().noneMatch(line -> line.contains("fatal"));
  }

  /** What the assembler says against functions of these bodies; no warnings. */
  static List<String> assemble(
      Path ptxas, Target target, PtxVersion version, List<List<String>> bodies) {
    List<String> lines = header(target, version);
    for (int i = 0; i < bodies.size(); i++) {
      lines.addAll(open("f" + i, version));
      for (String line : bodies.get(i)) {
        lines.add(line + ";");
      }
      lines.add("ret; }");
    }
    List<String> errors = new ArrayList<>();
    for (String line : run(ptxas, target, lines)) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.find()) {
        errors.add(lines.get(Integer.parseInt(matcher.group(1)) - 1) + " " + matcher.group(3));
      } else if (line.contains("fatal") || line.contains("conflicting")) {
        errors.add(line);
      }
    }
    return errors;
  }

  /**
   * The reasons why the assembler rejects lines of {@code body}, by index; accepted are absent.
   *
   * <p>A few mistakes end the assembler's reading at once; such a line is recorded, blanked, and
   * the rest read again.
   */
  static Map<Integer, String> rejected(
      Path ptxas, Target target, PtxVersion version, List<String> body) {
    List<String> rest = new ArrayList<>(body);
    Map<Integer, String> reasons = new TreeMap<>();
    while (true) {
      OptionalInt fatal = read(ptxas, target, version, rest, reasons);
      if (fatal.isEmpty()) {
        return reasons;
      }
      rest.set(fatal.getAsInt(), "");
    }
  }

  /** Adds to {@code reasons}; gives the line at which the assembler gave up, if it did. */
  private static OptionalInt read(
      Path ptxas,
      Target target,
      PtxVersion version,
      List<String> body,
      Map<Integer, String> reasons) {
    List<String> lines = header(target, version);
    lines.addAll(open("instructions", version));
    int first = lines.size() + 1;
    for (String line : body) {
      lines.add(line.isEmpty() ? "" : line + ";");
    }
    int poison = lines.size() + 1;
    lines.add("poison.not.an.instruction %r1;");
    lines.add("ret; }");
    List<String> output = run(ptxas, target, lines);
    boolean reachedEnd = false;
    for (String line : output) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.find()) {
        int number = Integer.parseInt(matcher.group(1));
        if (number == poison) {
          reachedEnd = true;
        } else if (number < first) {
          throw new IllegalStateException("the frame is wrong for " + target + ": " + line);
        } else if (matcher.group(2).equals("fatal")) {
          reasons.put(number - first, matcher.group(3));
          return OptionalInt.of(number - first);
        } else {
          reasons.putIfAbsent(number - first, matcher.group(3));
        }
      }
    }
    if (!reachedEnd) {
      throw new IllegalStateException(
          "ptxas did not read the file for " + target + ", PTX " + version + ": " + output);
    }
    return OptionalInt.empty();
  }

  static List<String> header(Target target, PtxVersion version) {
    return new ArrayList<>(
        List.of(
            ".version " + version,
            ".target " + target,
            ".address_size 64",
            ".visible .func call_0_0() { ret; }",
            ".visible .func call_0_1(.param .b64 x) { ret; }",
            ".visible .func (.param .b64 y) call_1_0() { ret; }",
            ".visible .func (.param .b64 y) call_1_1(.param .b64 x) { ret; }"));
  }

  static List<String> open(String name, PtxVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add(".visible .func " + name + "() {");
    for (RegClass regClass : RegClass.values()) {
      if (regClass != RegClass.B128 || version.compareTo(new PtxVersion(8, 3)) >= 0) {
        lines.add(".reg " + regClass.declared() + " " + regClass.prefix() + "<40>;");
      }
    }
    lines.add(".param .b64 list_d; .param .b64 list_a;");
    lines.add("TARGETS: .branchtargets LABEL;");
    lines.add("PROTO_0_0: .callprototype _ ();");
    lines.add("PROTO_0_1: .callprototype _ (.param .b64 _);");
    lines.add("PROTO_1_0: .callprototype (.param .b64 _) _ ();");
    lines.add("PROTO_1_1: .callprototype (.param .b64 _) _ (.param .b64 _);");
    lines.add("LABEL:");
    return lines;
  }

  private static List<String> run(Path ptxas, Target target, List<String> lines) {
    try {
      Path file = Files.createTempFile("rows", ".ptx");
      try {
        Files.write(file, lines);
        Process process =
            new ProcessBuilder(
                    ptxas.toString(), "-c", "-arch=" + target, "-o", "/dev/null", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while ptxas ran", e);
    }
  }
}

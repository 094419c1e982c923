package dev.ringkernel.runtime.mutants;

import dev.ringkernel.ptx.sim.axiom.Litmus;
import dev.ringkernel.ptx.sim.litmus.LitmusFile;
import dev.ringkernel.ptx.sim.litmus.LitmusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the device runtime relies on: a litmus test whose instructions are those of the kernel. In
 * its text a line
 *
 * <pre>{@code
 * site $free = Mailbox.java "Memory.stReleaseGpu(control + ControlBlock.MAILBOX_HEAD" in Executor.fromReady
 * }</pre>
 *
 * makes {@code $free} the opcode that this line of Java was compiled to; where there are several,
 * for other lines with the text or in other functions, the claim is one about each. The axioms of
 * the PTX model, not a run, say whether its outcome is possible; so it holds for load buffering and
 * for the host too, which no simulated run shows.
 */
final class Claim {
  private static final Path CLAIMS = Path.of("src/test/resources/claims");
  private static final Path SOURCES = Path.of("src/main/java/dev/ringkernel/runtime/device");

  private final String name;
  private final List<String> lines;
  private final Map<String, List<Instruction>> sites;

  private Claim(String name, List<String> lines, Map<String, List<Instruction>> sites) {
    this.name = name;
    this.lines = lines;
    this.sites = sites;
  }

  /** All claims about a kernel. */
  static List<Claim> of(String ptx) {
    List<Instruction> instructions = Instruction.of(ptx);
    try (Stream<Path> files = Files.list(CLAIMS)) {
      List<Claim> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file, instructions));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Claim read(Path file, List<Instruction> instructions) throws IOException {
    Map<String, List<Instruction>> sites = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("site ")) {
        lines.add(line);
        continue;
      }
      int open = line.indexOf('"');
      int close = line.lastIndexOf('"');
      String[] words = line.substring(0, open).trim().split("\\s+");
      String in = line.substring(close + 1).trim();
      List<String> functions =
          in.isEmpty() ? List.of() : List.of(in.substring("in ".length()).split(",\\s*"));
      List<Instruction> found =
          instructions(words[3], line.substring(open + 1, close), functions, instructions);
      if (found.isEmpty()) {
        throw new IllegalStateException(file + ": no instruction of the kernel is of: " + line);
      }
      for (String other : sites.keySet()) {
        if (words[1].startsWith(other) || other.startsWith(words[1])) {
          throw new IllegalStateException(file + ": " + other + " and " + words[1] + " overlap");
        }
      }
      sites.put(words[1], found);
    }
    return new Claim(file.getFileName().toString(), lines, sites);
  }

  private static List<Instruction> instructions(
      String file, String text, List<String> functions, List<Instruction> all) throws IOException {
    List<String> source = Files.readAllLines(SOURCES.resolve(file));
    return all.stream()
        .filter(i -> i.file().equals(file))
        .filter(i -> source.get(i.javaLine() - 1).contains(text))
        .filter(i -> functions.isEmpty() || functions.contains(i.function()))
        .filter(Instruction::isOfMemory)
        .toList();
  }

  /** Whether it says something of an instruction. */
  boolean isAbout(Instruction instruction) {
    return sites.values().stream().anyMatch(s -> s.contains(instruction));
  }

  /** What is wrong with it for the kernel as it is; empty where nothing. */
  Optional<String> wrong() {
    for (List<Instruction> site : sites.values()) {
      for (Instruction each : site) {
        Optional<String> wrong = wrong(each, each.opcode());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  /** What is wrong with it for a mutant; empty where nothing. */
  Optional<String> wrong(Mutant mutant) {
    return isAbout(mutant.at()) ? wrong(mutant.at(), mutant.opcode()) : Optional.empty();
  }

  private Optional<String> wrong(Instruction one, String opcode) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String filled = line;
      boolean dropped = false;
      for (Map.Entry<String, List<Instruction>> site : sites.entrySet()) {
        if (line.contains(site.getKey())) {
          boolean mine = site.getValue().contains(one);
          String there = mine ? opcode : site.getValue().getFirst().opcode();
          dropped |= there.isEmpty();
          filled = filled.replace(site.getKey(), there);
        }
      }
      text.append(dropped ? "" : filled).append('\n');
    }
    for (LitmusTest test : LitmusFile.parse(name, text.toString())) {
      if (Litmus.allows(test.program(), test.exists()) != test.allowed()) {
        return Optional.of("claim " + name + ": " + test.exists() + " is possible");
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}

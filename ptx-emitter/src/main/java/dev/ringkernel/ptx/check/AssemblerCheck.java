package dev.ringkernel.ptx.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sends PTX to every assembler at hand.
 *
 * <p>Starts processes, so it is nothing for the inside of {@code javac}: {@code ptxas} takes about
 * 30 ms for a module, the child JVM some 300 ms for a call and then as much for a module. Safe for
 * use by any thread.
 */
public final class AssemblerCheck {
  private final List<Checker> checkers;

  AssemblerCheck(List<Checker> checkers) {
    this.checkers = List.copyOf(checkers);
  }

  /** Returns a check with what is on this machine: the path's {@code ptxas} and JCuda's library. */
  public static AssemblerCheck onThisMachine() {
    var path = System.getenv("PATH");
    return new AssemblerCheck(
        List.of(
            PtxasChecker.on(path == null ? "" : path),
            new PtxCompilerChecker(AssemblerCheck.class.getClassLoader(), cache())));
  }

  private static Path cache() {
    var xdg = System.getenv("XDG_CACHE_HOME");
    var base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("ringkernel").resolve("native");
  }

  /** Returns the {@code ptxas} on the path with its release, if there is one. */
  public static Optional<String> ptxasRelease() {
    var path = System.getenv("PATH");
    return PtxasChecker.on(path == null ? "" : path).release();
  }

  /**
   * What assembling gave.
   *
   * @param report what all assemblers said
   * @param cubin the code of the first that made some
   */
  public record Assembled(AssemblerReport report, Optional<byte[]> cubin) {}

  /** Asks all assemblers about one module. */
  public AssemblerReport check(PtxSource source) {
    return check(List.of(source)).getFirst();
  }

  /**
   * Asks all assemblers about modules, with one child JVM for all.
   *
   * @return one report for each source, in order
   * @throws UncheckedIOException if there is no temporary folder to work in
   */
  public List<AssemblerReport> check(List<PtxSource> sources) {
    return assemble(sources).stream().map(Assembled::report).toList();
  }

  /**
   * Assembles modules and keeps the code.
   *
   * @return one result for each source, in order
   * @throws UncheckedIOException if there is no temporary folder to work in
   */
  public List<Assembled> assemble(List<PtxSource> sources) {
    if (sources.isEmpty()) {
      return List.of();
    }
    var outcomes = new ArrayList<List<Checker.Outcome>>();
    for (var checker : checkers) {
      outcomes.add(inFolder(checker, sources));
    }
    var assembled = new ArrayList<Assembled>();
    for (int i = 0; i < sources.size(); i++) {
      int index = i;
      var source = sources.get(i);
      var reports = outcomes.stream().map(o -> o.get(index).report()).toList();
      byte[] cubin = null;
      for (var outcome : outcomes) {
        if (cubin == null) {
          cubin = outcome.get(i).cubin();
        }
      }
      assembled.add(
          new Assembled(
              new AssemblerReport(source.name(), source.target(), reports),
              Optional.ofNullable(cubin)));
    }
    return assembled;
  }

  private static List<Checker.Outcome> inFolder(Checker checker, List<PtxSource> sources) {
    try {
      var folder = Files.createTempDirectory("ringkernel-check");
      try {
        return checker.assemble(sources, folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The assembler check has no folder to work in.", e);
    }
  }

  /** Removes a folder of ours with all that is in it. */
  static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.ringkernel.ptx.check;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ptxas} of a toolkit. */
final class PtxasChecker implements Checker {
  private static final String NAME = "ptxas";
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Pattern RELEASE = Pattern.compile("release (\\d+\\.\\d+)");

  private final @Nullable Path executable;
  private @Nullable String name;

  private PtxasChecker(@Nullable Path executable) {
    this.executable = executable;
  }

  /** Looks for the assembler in the folders of a search path. */
  static PtxasChecker on(String searchPath) {
    for (var folder : searchPath.split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, NAME))) {
        return new PtxasChecker(Path.of(folder, NAME).toAbsolutePath());
      }
    }
    return new PtxasChecker(null);
  }

  @Override
  public List<Outcome> assemble(List<PtxSource> sources, Path folder) {
    var ptxas = executable;
    var outcomes = new ArrayList<Outcome>();
    for (var source : sources) {
      if (ptxas == null) {
        outcomes.add(
            new Outcome(CheckerReport.notChecked(NAME, "There is no ptxas on the path."), null));
      } else {
        outcomes.add(assemble(ptxas, source, folder));
      }
    }
    return outcomes;
  }

  private Outcome assemble(Path ptxas, PtxSource source, Path folder) {
    try {
      var called = name(ptxas, folder);
      var input = Files.writeString(folder.resolve("input.ptx"), source.text());
      var output = folder.resolve("output.cubin");
      Files.deleteIfExists(output);
      var ended =
          ChildProcess.run(
              List.of(
                  ptxas.toString(),
                  "-v",
                  "-arch=" + source.target(),
                  input.getFileName().toString(),
                  "-o",
                  output.getFileName().toString()),
              folder,
              LIMIT);
      var log = AssemblerLog.read(ended.output());
      boolean succeeded = ended.exit() == 0 && Files.exists(output);
      var report = log.report(called, succeeded);
      if (report.verdict() == Verdict.FAILED && report.messages().isEmpty()) {
        report =
            CheckerReport.notChecked(
                called, called + " " + ended.how() + " without naming an error: " + ended.output());
      }
      return new Outcome(report, succeeded ? Files.readAllBytes(output) : null);
    } catch (IOException e) {
      return new Outcome(
          CheckerReport.notChecked(NAME, ptxas + " does not run: " + e.getMessage() + "."), null);
    }
  }

  private synchronized String name(Path ptxas, Path folder) throws IOException {
    var known = name;
    if (known == null) {
      var said = ChildProcess.run(List.of(ptxas.toString(), "--version"), folder, LIMIT).output();
      var release = RELEASE.matcher(said);
      known = release.find() ? NAME + " " + release.group(1) : NAME;
      name = known;
    }
    return known;
  }

  /** Returns the release of the assembler on the path. */
  Optional<String> release() {
    var ptxas = executable;
    if (ptxas == null) {
      return Optional.empty();
    }
    try {
      var folder = Files.createTempDirectory("ringkernel-ptxas");
      try {
        return Optional.of(name(ptxas, folder));
      } finally {
        AssemblerCheck.remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

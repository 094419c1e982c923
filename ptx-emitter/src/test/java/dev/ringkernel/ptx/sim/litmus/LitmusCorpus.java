package dev.ringkernel.ptx.sim.litmus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests of {@code src/test/resources/litmus/*.litmus}. */
public final class LitmusCorpus {
  private static final Path FOLDER = Path.of("src/test/resources/litmus");

  private LitmusCorpus() {}

  /** All of them, by file and row. */
  public static List<LitmusTest> tests() {
    List<LitmusTest> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".litmus")).sorted().toList()) {
        all.addAll(LitmusFile.parse(file.getFileName().toString(), Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}

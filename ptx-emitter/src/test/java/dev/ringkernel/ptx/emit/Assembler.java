package dev.ringkernel.ptx.emit;

import static org.assertj.core.api.Assertions.fail;

import dev.ringkernel.ptx.isa.Target;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The assembler on the path, for tests; where it is absent they are skipped, and fail where CI is
 * set.
 */
final class Assembler {
  static final List<Target> TARGETS =
      List.of("sm_75", "sm_80", "sm_90", "sm_100", "sm_120").stream().map(Target::parse).toList();

  private Assembler() {}

  /** What {@code ptxas -v} says of a file that it takes. */
  record Report(String text) {

    int number(String pattern) {
      Matcher m = Pattern.compile(pattern).matcher(text);
      if (!m.find()) {
        throw new AssertionError("no '" + pattern + "' in: " + text);
      }
      return Integer.parseInt(m.group(1));
    }

    int registers() {
      return number("Used (\\d+) registers");
    }

    int spillBytes() {
      return number("(\\d+) bytes spill stores") + number("(\\d+) bytes spill loads");
    }
  }

  static Report assemble(String ptx, Target target, String... options) {
    return new Report(run(ptx, target, options).text());
  }

  /** The binary that the assembler makes. */
  static byte[] cubin(String ptx, Target target, String... options) {
    return run(ptx, target, options).cubin();
  }

  private record Output(String text, byte[] cubin) {}

  private static Output run(String ptx, Target target, String... options) {
    Path ptxas = find();
    try {
      Path in = Files.createTempFile("emit", ".ptx");
      Path out = Files.createTempFile("emit", ".cubin");
      try {
        Files.writeString(in, ptx);
        List<String> command =
            new ArrayList<>(
                List.of(
                    ptxas.toString(),
                    "-v",
                    "-arch=" + target,
                    "-o",
                    out.toString(),
                    in.toString()));
        command.addAll(List.of(options));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (p.waitFor() != 0) {
          fail("ptxas for " + target + " refuses:\n" + text + "\n" + ptx);
        }
        return new Output(text, Files.readAllBytes(out));
      } finally {
        Files.delete(in);
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while ptxas ran", e);
    }
  }

  private static Path find() {
    Optional<Path> found =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
            .map(d -> Path.of(d, "ptxas"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && System.getenv("CI") != null) {
      fail("CI must have ptxas on the path");
    }
    Assumptions.assumeTrue(found.isPresent(), "ptxas is not on the path: text is not assembled");
    return found.get();
  }
}

package dev.ringkernel.ptx.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, within a limit. */
final class ChildProcess {

  /**
   * How a command ended.
   *
   * @param exit its exit status; −1 if it was stopped at the limit
   * @param output what it wrote, both streams together
   */
  record Ended(int exit, String output) {
    static final int AT_LIMIT = -1;

    /** Returns how it ended, for a sentence. */
    String how() {
      return exit == AT_LIMIT ? "did not end in time" : "ended with status " + exit;
    }
  }

  private ChildProcess() {}

  /**
   * Runs a command. An interrupt stops it and leaves the thread interrupted.
   *
   * @param folder its working directory, which gets the file {@code output}
   * @throws IOException if it cannot be started
   */
  static Ended run(List<String> command, Path folder, Duration limit) throws IOException {
    var output = folder.resolve("output");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!ended) {
        process.destroyForcibly().onExit().join();
      }
    }
    return new Ended(
        ended ? process.exitValue() : Ended.AT_LIMIT,
        Files.readString(output, StandardCharsets.UTF_8));
  }
}

package dev.ringkernel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suites as they are run, briefly, on the CPU; they check their own messages. */
final class RunsTest {
  @TempDir private Path folder;

  @Test
  void firstLight() throws IOException {
    assertThat(FirstLight.run("--backend", "cpu", "--quick", "--out", folder.toString())).isZero();
    assertThat(folder.resolve("first-light.json")).isNotEmptyFile();
    assertThat(folder.resolve("first-light.samples/call.i64.gz")).isNotEmptyFile();
  }

  @Test
  void soak() throws IOException {
    assertThat(
            Soak.run(
                "--backend",
                "cpu",
                "--seconds",
                "1",
                "--parks",
                "3",
                "--global",
                "--least",
                "1000",
                "--out",
                folder.toString()))
        .isZero();
    assertThat(folder.resolve("soak.json")).isNotEmptyFile();
  }
}

package dev.ringkernel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringkernel.runtime.cuda.CudaDriver;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  @TempDir private Path folder;

  private static Results results() {
    return new Results(
        "test",
        "cpu",
        Environment.here(CudaDriver.instance(), -1, List.of("--quick")),
        new PrintStream(OutputStream.nullOutputStream()));
  }

  @Test
  void rawSamplesComeBackAsTheyWere() throws IOException {
    long[] samples = LongStream.range(0, 3000).map(i -> i * i * 1_000_003 - 7).toArray();
    Results results = results();
    results.add(Row.nanos("some.row", samples, "squares"));
    results.write(folder);
    try (var in =
        new DataInputStream(
            new GZIPInputStream(
                Files.newInputStream(folder.resolve("test.samples/some.row.i64.gz"))))) {
      for (long sample : samples) {
        assertThat(in.readLong()).isEqualTo(sample);
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theFileIsJsonWithEnvironmentRowsAndChecks() throws IOException {
    Results results = results();
    results.add(Row.nanos("row", new long[] {1, 2, 3}, "numbers"));
    results.fact("answer", 42L);
    results.check("right", true, "as \"it\" should");
    results.write(folder);
    List<String> names = new ArrayList<>();
    try (JsonParser json =
        new JsonFactory().createParser(Files.newBufferedReader(folder.resolve("test.json")))) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(json.currentName());
        }
      }
    }
    assertThat(names)
        .contains(
            "schema",
            "environment",
            "commit",
            "jvm",
            "cpu",
            "answer",
            "rows",
            "p99_9",
            "mean_ci95",
            "samples_file",
            "checks",
            "held")
        .doesNotContain("device");
  }

  @Test
  void aMissedBarIsNoWrongResult() {
    Results results = results();
    results.bar("fast", false, "slow");
    assertThat(results.right()).isTrue();
    results.check("sum", false, "2 + 2 = 5");
    assertThat(results.right()).isFalse();
  }

  @Test
  void deviceAddressesAreWrittenAsTheKernelDoes() {
    assertThat(Environment.pci("00000000:1B:00.0")).isEqualTo("0000:1b:00.0");
    assertThat(Environment.pci("0000:1b:00.0")).isEqualTo("0000:1b:00.0");
  }
}

package dev.ringkernel.ptx.sim.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.axiom.Litmus;
import dev.ringkernel.ptx.sim.litmus.HardwareRecord.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The corpus on a GPU: no outcome is seen that the axioms forbid. This test writes the program that
 * a host with a GPU runs, {@code target/litmus/litmus.cu}, and judges what it printed, {@code
 * src/test/resources/litmus/gpu/h100.json} or the file that {@code -Dlitmus.record} names.
 */
class LitmusHardwareTest {
  private static final Path RECORD =
      Path.of(System.getProperty("litmus.record", "src/test/resources/litmus/gpu/h100.json"));

  @Test
  void writesTheProgram() throws IOException {
    String text = LitmusCuda.text(LitmusCorpus.tests());
    assertThat(text).isEqualTo(LitmusCuda.text(LitmusCorpus.tests()));
    assertThat(LitmusCuda.runnable(LitmusCorpus.tests())).hasSizeGreaterThan(250);
    Path file = Path.of("target/litmus/litmus.cu");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void saysWhatCannotRun() {
    Map<String, Integer> reasons = new TreeMap<>();
    for (LitmusTest test : LitmusCorpus.tests()) {
      CudaTest.obstacle(test.program()).ifPresent(r -> reasons.merge(r, 1, Integer::sum));
    }
    assertThat(reasons.keySet())
        .containsExactly(
            "a host thread among several",
            "a host thread with more than loads, stores and fences",
            "atomics of a GPU on host memory",
            "several GPUs",
            "two mappings of one location");
  }

  /** What a record says: forbidden outcomes, and how much of the corpus it is about. */
  private record Judgement(
      List<String> forbidden,
      List<String> stale,
      List<String> missing,
      int tests,
      int allowed,
      int seen,
      long fewest) {}

  private static Judgement judge(HardwareRecord record, List<LitmusTest> corpus) {
    Map<String, LitmusTest> tests = new TreeMap<>();
    for (LitmusTest test : LitmusCuda.runnable(corpus)) {
      tests.put(test.name(), test);
    }
    List<String> forbidden = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    int judged = 0;
    int allowed = 0;
    int seen = 0;
    long fewest = Long.MAX_VALUE;
    for (Row row : record.rows()) {
      LitmusTest test = tests.remove(row.name());
      if (test == null || !CudaTest.digest(test.program()).equals(row.digest())) {
        stale.add(row.name());
        continue;
      }
      SortedSet<Outcome> outcomes = Litmus.outcomes(test.program());
      row.counts()
          .forEach(
              (outcome, count) -> {
                if (!outcomes.contains(outcome)) {
                  forbidden.add(row.name() + ": " + outcome + " " + count + " times");
                }
              });
      long total = row.counts().values().stream().mapToLong(Long::longValue).sum();
      assertThat(total).as(row.name()).isEqualTo(row.instances());
      fewest = Math.min(fewest, total);
      judged++;
      allowed += outcomes.size();
      seen += row.counts().size();
    }
    return new Judgement(
        forbidden, stale, List.copyOf(tests.keySet()), judged, allowed, seen, fewest);
  }

  @Test
  void hardwareShowsNothingForbidden() throws IOException {
    HardwareRecord record = HardwareRecord.read(Files.readString(RECORD));
    Judgement judgement = judge(record, LitmusCorpus.tests());
    System.out.printf(
        "%s: %d tests of at least %d instances, %d of %d allowed outcomes seen; of another text %s;"
            + " not run %s%n",
        record.device(),
        judgement.tests(),
        judgement.fewest(),
        judgement.seen(),
        judgement.allowed(),
        judgement.stale(),
        judgement.missing());
    assertThat(judgement.forbidden()).as(record.device()).isEmpty();
    assertThat(judgement.stale()).as("of another text; record them again").isEmpty();
    assertThat(judgement.missing()).as("not run; record them").isEmpty();
    assertThat(judgement.fewest()).isGreaterThanOrEqualTo(1_000_000);
  }

  @Test
  void findsWhatIsForbiddenInARecord() throws IOException {
    List<LitmusTest> corpus =
        LitmusCorpus.tests().stream()
            .filter(t -> t.name().equals("MP rel-acq.gpu other-cta"))
            .toList();
    String digest = CudaTest.digest(corpus.getFirst().program());
    String row =
        """
        {"name": "MP rel-acq.gpu other-cta", "digest": "%s", "instances": 30,
         "observed": ["P1:%%r1", "P1:%%r2"], "outcomes": [[0, 1, 10], [1, 1, 17], [1, 0, 3]]}
        """;
    String head = "{\"device\": \"D\", \"driver\": 13000, \"tests\": [";
    Judgement judgement = judge(HardwareRecord.read(head + row.formatted(digest) + "]}"), corpus);
    assertThat(judgement.forbidden())
        .containsExactly("MP rel-acq.gpu other-cta: P1:%r1=1 P1:%r2=0 3 times");
    assertThat(judgement.seen()).isEqualTo(3);
    judgement = judge(HardwareRecord.read(head + row.formatted("other") + "]}"), corpus);
    assertThat(judgement.stale()).containsExactly("MP rel-acq.gpu other-cta");
    assertThat(judgement.tests()).isZero();
  }
}

package dev.ringkernel.ptx.sim.weak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.axiom.Litmus;
import dev.ringkernel.ptx.sim.litmus.LitmusCorpus;
import dev.ringkernel.ptx.sim.litmus.LitmusTest;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The machine shows a subset of what the axioms allow, and says which part it cannot reach. */
class WeakModelTest {
  private static final Path UNREACHED = Path.of("src/test/resources/litmus/unreached.txt");

  @Test
  void showsNothingForbiddenAndAllButWhatIsListed() throws IOException {
    long seed = System.nanoTime();
    List<String> lines = new ArrayList<>();
    int allowed = 0;
    int reached = 0;
    for (LitmusTest test : LitmusCorpus.tests()) {
      SortedSet<Outcome> missing = new TreeSet<>(Litmus.outcomes(test.program()));
      SortedSet<Outcome> shown = Explorer.all(test.program());
      assertThat(missing).as(test.name()).containsAll(shown);
      assertThat(shown)
          .as(test.name() + " with seed " + seed)
          .isNotEmpty()
          .containsAll(Explorer.random(test.program(), seed, 20));
      allowed += missing.size();
      reached += shown.size();
      missing.removeAll(shown);
      for (Outcome outcome : missing) {
        lines.add(test.name() + ": " + outcome);
      }
    }
    lines.addFirst("# " + reached + " of " + allowed + " allowed outcomes are reached; not these:");
    if (System.getProperty("bless") != null) {
      Files.write(UNREACHED, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(UNREACHED));
  }
}

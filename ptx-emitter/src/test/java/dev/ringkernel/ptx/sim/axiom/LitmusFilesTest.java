package dev.ringkernel.ptx.sim.axiom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.litmus.Condition;
import dev.ringkernel.ptx.sim.litmus.LitmusCorpus;
import dev.ringkernel.ptx.sim.litmus.LitmusTest;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus {@code src/test/resources/litmus/*.litmus}: each verdict is what the axioms say. */
class LitmusFilesTest {

  static List<LitmusTest> tests() {
    return LitmusCorpus.tests();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void isAllowedOrForbiddenAsStated(LitmusTest test) {
    SortedSet<Outcome> outcomes = Litmus.outcomes(test.program());
    assertThat(outcomes).isNotEmpty();
    assertThat(outcomes.stream().anyMatch(test.exists()::holds))
        .as(() -> test.source() + "\n" + Litmus.explain(test.program(), test.exists()))
        .isEqualTo(test.allowed());
    for (Condition always : test.always()) {
      assertThat(outcomes).allMatch(always::holds);
    }
  }

  @ParameterizedTest
  @MethodSource("tests")
  void explainsWhatItSays(LitmusTest test) {
    String text = Litmus.explain(test.program(), test.exists());
    assertThat(text).startsWith(test.name() + ": " + test.exists());
    assertThat(text.contains("is forbidden: ")).isEqualTo(!test.allowed());
    assertThat(text.contains(" is allowed, as in ")).isEqualTo(test.allowed());
  }

  @Test
  void namesEachTestOnce() {
    Set<String> names = new HashSet<>();
    assertThat(tests()).allMatch(t -> names.add(t.name()));
    assertThat(names).hasSizeGreaterThan(300);
  }
}

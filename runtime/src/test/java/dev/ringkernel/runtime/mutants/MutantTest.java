package dev.ringkernel.runtime.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
  /** Of each kind of change one that some scenario notices soon, without the line's number. */
  private static final List<String> SOME =
      List.of(
          "Resident.java barrier.cta.sync #1 DROP",
          "Supervisor.java st.release.sys.global.b64 #1 TO_GPU",
          "EventQueue.java st.release.gpu.global.b64 #2 TO_CTA");

  @ParameterizedTest
  @EnumSource
  void nothingIsWrongWithTheKernelAsItIs(Scenario scenario) {
    assertThat(Hunt.run(scenario, 1, UnaryOperator.identity())).isEmpty();
  }

  @Test
  void someMutantsAreNoticed() {
    List<Mutant> all = Mutant.of(MutantTable.text());
    for (String key : SOME) {
      Mutant mutant =
          all.stream()
              .filter(m -> m.key().replaceFirst(":[0-9]+", "").equals(key))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no mutant " + key));
      assertThat(Hunt.found(mutant, 4)).as(key).isPresent();
    }
  }

  @Test
  void eachChangeIsOfOneInstruction() {
    String ptx =
        """
        .file 1 "a/Ring.java"
          .loc 1 7 0
          fence.acq_rel.sys;
          @%p1 ld.acquire.gpu.global.b64 %d1, [%d2+8];
          ld.global.b64 %d1, [%d2];
          bar.sync 0;
        """;
    assertThat(Mutant.of(ptx))
        .extracting(m -> m.key() + " -> " + m.text().strip())
        .containsExactly(
            "Ring.java:7 fence.acq_rel.sys #1 DROP -> // dropped",
            "Ring.java:7 fence.acq_rel.sys #1 ONLY_RELEASE -> fence.release.sys;",
            "Ring.java:7 fence.acq_rel.sys #1 ONLY_ACQUIRE -> fence.acquire.sys;",
            "Ring.java:7 fence.acq_rel.sys #1 TO_GPU -> fence.acq_rel.gpu;",
            "Ring.java:7 fence.acq_rel.sys #1 TO_CTA -> fence.acq_rel.cta;",
            "Ring.java:7 ld.acquire.gpu.global.b64 #1 RELAX"
                + " -> @%p1 ld.relaxed.gpu.global.b64 %d1, [%d2+8];",
            "Ring.java:7 ld.acquire.gpu.global.b64 #1 TO_CTA"
                + " -> @%p1 ld.acquire.cta.global.b64 %d1, [%d2+8];",
            "Ring.java:7 bar.sync #1 DROP -> // dropped");
  }
}

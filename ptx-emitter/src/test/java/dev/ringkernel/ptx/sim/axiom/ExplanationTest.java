package dev.ringkernel.ptx.sim.axiom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.litmus.LitmusCorpus;
import dev.ringkernel.ptx.sim.litmus.LitmusTest;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static String explain(String name) {
    LitmusTest test =
        LitmusCorpus.tests().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    return Litmus.explain(test.program(), test.exists());
  }

  @Test
  void tellsTheCycleOfMessagePassing() {
    assertThat(explain("MP rel-acq.gpu other-cta"))
        .isEqualTo(
            """
            MP rel-acq.gpu other-cta: P1:%r1 == 1 && P1:%r2 == 0 is forbidden: 1 candidate gives it
            Causality: communication does not contradict causality
              P1: ld.weak.global.b32 %r2, [x] -> 0 reads what is older in coherence order than P0: st.weak.global.b32 [x], 1 <- 1
              P0: st.weak.global.b32 [x], 1 <- 1 precedes in causality order P1: ld.weak.global.b32 %r2, [x] -> 0
                  P0: st.weak.global.b32 [x], 1 <- 1 precedes in program order P0: st.release.gpu.global.b32 [y], 1 <- 1
                  P0: st.release.gpu.global.b32 [y], 1 <- 1 synchronizes with P1: ld.acquire.gpu.global.b32 %r1, [y] -> 1
                  P1: ld.acquire.gpu.global.b32 %r1, [y] -> 1 precedes in program order P1: ld.weak.global.b32 %r2, [x] -> 0
            """);
  }

  @Test
  void tellsBothOrdersOfTheFences() {
    assertThat(explain("SB sc.gpu other-cta"))
        .contains("is forbidden: 2 candidates give it")
        .contains("P0: fence.sc.gpu precedes in Fence-SC order P1: fence.sc.gpu")
        .contains("P1: fence.sc.gpu precedes in Fence-SC order P0: fence.sc.gpu");
  }

  @Test
  void tellsOtherAxioms() {
    assertThat(explain("Atomicity atom.sys"))
        .contains("Atomicity: ", " (its read)", " (its write)");
    assertThat(explain("CoWW weak")).contains("no choice of writes for the reads gives it");
    assertThat(explain("LB-dependent copy-copy"))
        .contains("no choice of writes for the reads gives it");
    assertThat(explain("LB-dependent guard-guard"))
        .contains("no choice of writes for the reads gives it");
    assertThat(explain("CoRR relaxed.gpu other-cta"))
        .contains("Causality: ")
        .contains("is observed by");
  }

  @Test
  void saysWhereItIsAllowed() {
    assertThat(explain("SB weak other-cta"))
        .isEqualTo(
            "SB weak other-cta: P0:%r1 == 0 && P1:%r2 == 0 is allowed, as in"
                + " P0:%r1=0 P1:%r2=0\n");
  }
}

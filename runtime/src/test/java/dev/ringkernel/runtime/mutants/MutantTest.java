package dev.ringkernel.runtime.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
  private static final Path SURVIVORS = Path.of("src/test/resources/mutant-survivors.txt");

  /** Of each kind of change one that some scenario notices soon. */
  private static final List<String> SOME =
      List.of(
          "Resident in rk_main barrier.cta.sync #1 DROP",
          "Supervisor in rk_main st.release.sys.global.b64 #1 TO_GPU",
          "EventQueue in EventQueue.push st.release.gpu.global.b64 #1 TO_CTA",
          "Executor in rk_main st.release.cta.shared.b64 #1 RELAX",
          "Calls in rk$_poll ld.relaxed.gpu.global.b64 #1 TO_CTA");

  private static final String PTX = MutantTable.text();
  private static final List<Mutant> ALL = Mutant.of(PTX);
  private static final List<Claim> CLAIMS = Claim.of(PTX);

  @ParameterizedTest
  @EnumSource
  void nothingIsWrongWithTheKernelAsItIs(Scenario scenario) {
    for (Hunt.Watch watch : Hunt.Watch.values()) {
      assertThat(Hunt.run(scenario, watch, 1, UnaryOperator.identity())).isEmpty();
    }
  }

  @Test
  void claimsHoldForEachInstructionTheyAreAbout() {
    assertThat(CLAIMS).allSatisfy(claim -> assertThat(claim.wrong()).isEmpty());
  }

  @Test
  void noOrderThatAClaimIsAboutCanBeLeftOut() {
    assertThat(ALL.stream().filter(m -> isOrder(m) && isClaimed(m)))
        .hasSizeGreaterThan(40)
        .filteredOn(m -> CLAIMS.stream().allMatch(c -> c.wrong(m).isEmpty()))
        .extracting(Mutant::key)
        .isSubsetOf(survivors());
  }

  private static boolean isOrder(Mutant mutant) {
    return mutant.change() != Mutant.Change.TO_CTA && mutant.change() != Mutant.Change.TO_GPU;
  }

  private static boolean isClaimed(Mutant mutant) {
    return CLAIMS.stream().anyMatch(c -> c.isAbout(mutant.at()));
  }

  @Test
  void someMutantsAreNoticed() {
    for (String key : SOME) {
      Mutant mutant =
          ALL.stream()
              .filter(m -> m.key().equals(key))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no mutant " + key));
      assertThat(Hunt.found(mutant, List.of(), 4)).as(key).isPresent();
    }
  }

  @Test
  void survivorsExistAndAreNoMoreThanOneInTwenty() {
    assertThat(ALL.stream().map(Mutant::key)).doesNotHaveDuplicates().containsAll(survivors());
    assertThat(20 * survivors().size()).isLessThanOrEqualTo(ALL.size());
  }

  private static List<String> survivors() {
    try {
      return Files.readAllLines(SURVIVORS).stream().filter(l -> !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachChangeIsOfOneInstruction() {
    String text =
        """
        .file 1 "a/Ring.java"
        .func (.param .b32 $R) dev$_ringkernel$_runtime$_device$_Ring$_put$u0028long$u0029(
          .loc 1 7 0
          fence.acq_rel.sys;
          @%p1 ld.acquire.gpu.global.b64 %d1, [%d2+8];
          ld.global.b64 %d1, [%d2];
        .visible .entry rk_main(
          bar.sync 0;
        """;
    assertThat(Mutant.of(text))
        .extracting(m -> m.key() + " -> " + m.line().strip())
        .containsExactly(
            "Ring in Ring.put fence.acq_rel.sys #1 DROP -> // dropped",
            "Ring in Ring.put fence.acq_rel.sys #1 ONLY_RELEASE -> fence.release.sys;",
            "Ring in Ring.put fence.acq_rel.sys #1 ONLY_ACQUIRE -> fence.acquire.sys;",
            "Ring in Ring.put fence.acq_rel.sys #1 TO_GPU -> fence.acq_rel.gpu;",
            "Ring in Ring.put fence.acq_rel.sys #1 TO_CTA -> fence.acq_rel.cta;",
            "Ring in Ring.put ld.acquire.gpu.global.b64 #1 RELAX"
                + " -> @%p1 ld.relaxed.gpu.global.b64 %d1, [%d2+8];",
            "Ring in Ring.put ld.acquire.gpu.global.b64 #1 TO_CTA"
                + " -> @%p1 ld.acquire.cta.global.b64 %d1, [%d2+8];",
            "Ring in rk_main bar.sync #1 DROP -> // dropped");
  }
}

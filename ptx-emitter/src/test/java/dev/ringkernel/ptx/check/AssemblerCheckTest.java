package dev.ringkernel.ptx.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the assemblers that are here; the library is always here, ptxas perhaps. */
class AssemblerCheckTest {
  private static final String GOOD =
      """
      .version 8.0
      .target TARGET
      .address_size 64
      .visible .entry tile(.param .u64 out) {
        .shared .align 4 .b8 buffer[512];
        .reg .b32 %r<3>; .reg .b64 %d<2>;
        ld.param.u64 %d1, [out];
        mov.u32 %r1, buffer;
        ld.volatile.shared.u32 %r2, [%r1];
        st.global.u32 [%d1], %r2;
        ret;
      }
      """;

  private final AssemblerCheck check = AssemblerCheck.onThisMachine();

  private static PtxSource good(String target) {
    return new PtxSource("tile.ptx", GOOD.replace("TARGET", target), target);
  }

  /** {@code ld.volatile.shared.f33} stands in line 9. */
  private static PtxSource bad() {
    return new PtxSource(
        "bad.ptx",
        good("sm_90").text().replace("volatile.shared.u32", "volatile.shared.f33"),
        "sm_90");
  }

  private static CheckerReport of(AssemblerReport report, String checker) {
    return report.checkers().stream()
        .filter(c -> c.checker().startsWith(checker))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLibrarySaysWhatACodeNeeds() {
    var assembled = check.assemble(List.of(good("sm_90"))).getFirst();
    var report = of(assembled.report(), "nvPTXCompiler 12.");
    assertThat(report.reason()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("tile");
              assertThat(entry.registers()).isBetween(2, 32);
              assertThat(entry.shared()).isEqualTo(512);
              assertThat(entry.stack()).isZero();
              assertThat(entry.spills()).isFalse();
            });
    assertThat(assembled.report().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(assembled.cubin().orElseThrow()).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(assembled.report().summary()).contains("tile: ").contains("512 bytes shared");
  }

  @Test
  void bothNameTheLineOfAnError() {
    var report = check.check(bad());
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    for (var checker : report.checkers()) {
      if (checker.verdict() != Verdict.NOT_CHECKED) {
        assertThat(checker.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(checker.messages().getFirst().line()).as(checker.checker()).isEqualTo(9);
      }
    }
    assertThat(of(report, "nvPTXCompiler").verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void whereCodeWasInlinedIsNoObstacle() {
    for (var target : List.of("sm_80", "sm_90")) {
      var text =
          good(target)
                  .text()
                  .replace(
                      "  mov.u32",
                      "  .loc 1 3 4\n  .loc 1 7 2, function_name F, inlined_at 1 3 4\n  mov.u32")
              + ".file 1 \"A.java\"\n.section .debug_str\n{\nF:\n.b8 70,0\n}\n";
      var report = check.check(new PtxSource("inlined.ptx", text, target));
      assertThat(of(report, "nvPTXCompiler 12.").verdict())
          .as(report::summary)
          .isEqualTo(Verdict.PASSED);
      var wrong = text.replace("  ret;", "  rat;");
      var refused = of(check.check(new PtxSource("wrong.ptx", wrong, target)), "nvPTXCompiler");
      assertThat(refused.messages().getFirst().line()).isEqualTo(13);
    }
  }

  @Test
  void ptxasSaysTheSame() {
    var release = AssemblerCheck.ptxasRelease();
    assumeTrue(release.isPresent(), "there is no ptxas on the path: it was not compared");
    var report = of(check.check(good("sm_90")), "ptxas");
    assertThat(report.checker()).isEqualTo(release.orElseThrow());
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.entry("tile")).hasValueSatisfying(e -> assertThat(e.shared()).isEqualTo(512));
  }

  @Test
  void aTargetThatACheckerDoesNotKnowIsNotCheckedByIt() {
    var report = of(check.check(good("sm_120")), "nvPTXCompiler");
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
    assertThat(report.reason()).contains("sm_120");
    var none = check.check(good("sm_999"));
    assertThat(none.verdict()).isEqualTo(Verdict.NOT_CHECKED);
    assertThat(none.entries()).isEmpty();
  }

  @Test
  void manyModulesAreAnsweredInOrder() {
    var reports =
        check.check(List.of(good("sm_75"), bad(), good("sm_80"), good("sm_120"), good("sm_90a")));
    assertThat(reports)
        .extracting(r -> of(r, "nvPTXCompiler").verdict())
        .containsExactly(
            Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.NOT_CHECKED, Verdict.PASSED);
    assertThat(check.check(List.of())).isEmpty();
  }

  @Test
  void whereThereIsNoAssemblerNothingPasses(@TempDir Path empty) {
    var none =
        new AssemblerCheck(
            List.of(
                PtxasChecker.on(empty.toString()),
                new PtxCompilerChecker(ClassLoader.getPlatformClassLoader(), empty)));
    var report = none.check(good("sm_90"));
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
    assertThat(report.checkers())
        .extracting(CheckerReport::reason)
        .containsExactly("There is no ptxas on the path.", "JCuda is not on the class path.");
    assertThat(none.assemble(List.of(good("sm_90"))).getFirst().cubin()).isEmpty();
  }

  @Test
  void aModuleThatEndsTheChildDoesNotTakeTheOthersAlong(@TempDir Path folder) throws IOException {
    // Answers each request in order, and dies of those for sm_80.
    var script =
        """
        cd "$1" && echo 12.0 > version
        while read number target; do
          [ "$target" = sm_80 ] && { echo native trouble; exit 134; }
          echo "ptxas x, line 3; error   : no" > $number.log
          echo "4 FAILURE" > $number.result
        done < requests
        """;
    var command = List.of("/bin/sh", "-c", script, "child");
    var outcomes =
        PtxCompilerChecker.assemble(
            command, List.of(good("sm_75"), good("sm_80"), good("sm_90")), folder);
    assertThat(outcomes)
        .extracting(o -> o.report().verdict())
        .containsExactly(Verdict.FAILED, Verdict.NOT_CHECKED, Verdict.FAILED);
    assertThat(outcomes.get(1).report().reason())
        .isEqualTo("The compiler's process ended with status 134: native trouble");
  }

  @Test
  void aChildThatDoesNotStartIsToldOnce(@TempDir Path folder) throws IOException {
    var outcomes =
        PtxCompilerChecker.assemble(
            List.of("/bin/sh", "-c", "echo no such library; exit 1"),
            List.of(good("sm_75"), good("sm_80")),
            folder);
    assertThat(outcomes)
        .extracting(o -> o.report().reason())
        .containsOnly("The compiler's process ended with status 1: no such library");
  }

  @Test
  void anOptionIsNoTarget() {
    assertThatThrownBy(() -> new PtxSource("x", "", "sm_90 -o /etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a target");
  }
}

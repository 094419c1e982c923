package dev.ringkernel.ptx.sim.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.sim.axiom.Litmus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LitmusFileTest {
  private static final String TEXT =
      """
      litmus T
      source: none
      global .b32 x = 0
      global .b64 w[2]
      shared .b32 s @ 0.0.0
      shared .b64 bar = mbarrier 1 @ P0
      thread P0 0.0.0 {
        BODY
      }
      thread P1 1.0.0 {
        ld.weak.global.b32 %r1, [x];
      }
      exists P1:%r1 == 0
      verdict allowed
      """;

  private static List<LitmusTest> read(String body) {
    return LitmusFile.parse("t.litmus", TEXT.replace("BODY", body));
  }

  // @formatter:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "st.weak.global.b32 [x], 1                    | t.litmus:8: 'st.weak.global.b32 [x], 1' must end in a semicolon",
        "st.wek.global.b32 [x], 1;                    | t.litmus:8: 'st.wek.global.b32 [v0], 1' is no instruction of the PTX table",
        "st.weak.global.b32 [y], 1;                   | t.litmus:8: 'y' is no location; there are x, w, s, bar",
        "st.weak.global.b32 [x], r1;                  | t.litmus:8: 'r1' is no location",
        "add.u32 r1, 1, 2;                            | t.litmus:8: 'r1' is no register: write %r1",
        "ld.global.nc.b32 %r1, [x];                   | t.litmus:8: 'ld.global.nc.b32 v0, [v1]': the memory model is about global and shared memory by ld and st only",
        "atom.global.add.f32 %r1, [x], 0f3F800000;    | t.litmus:8: 'atom.global.add.f32 v0, [v1], 0f3F800000': litmus programs take atomics on integers",
        "bar.warp.sync 1;                             | t.litmus:8: 'bar.warp.sync 1': litmus threads meet by bar.sync, bar.arrive and barrier.cluster only",
        "@%p1 bar.sync 0;                             | t.litmus:0: P0: '@%p1 bar.sync 0' depends on a predicate or a branch; write barriers straight",
        "bar.sync 1, 64;                              | t.litmus:0: P0: barrier 1 is for 64 threads, but 1 litmus threads (each a warp of 32) use it",
        "barrier.cluster.wait;                        | t.litmus:0: P0: 'barrier.cluster.wait': barrier.cluster.arrive and wait must take turns",
        "bra AWAY;                                    | t.litmus:9: P0 has no label 'AWAY'",
        "fence.proxy.tensormap::generic.release.gpu;  | t.litmus:8: 'fence.proxy.tensormap::generic.release.gpu': fences limited to some operations are not modelled",
        "cp.async.wait_all;                           | t.litmus:8: 'cp.async.wait_all': litmus programs have bulk copies only",
      })
  // @formatter:on
  void saysWhatIsWrongAndWhere(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(LitmusException.class)
        .hasMessageStartingWith(message);
  }

  // @formatter:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "st.weak.global.b64 [x], 1;             | an access of 64 bits to x, which has 32: accesses of mixed sizes are not modelled",
        "st.weak.global.b32 [x+2], 1;           | no location of T stands at the address 0x1002",
        "st.weak.shared.b32 [x], 1;             | P0 at 0.0.0 cannot reach x in global memory by .shared",
        "st.weak.global.b32 [s], 1;             | P0 at 0.0.0 cannot reach s in the shared memory of 0.0.0 by .global",
        "mbarrier.test_wait.parity.b64 %p1, [w], 0; | w[0] is no mbarrier: it is not shared",
        "cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [s], [w], 4, [bar]; | a bulk copy between elements of different widths",
      })
  // @formatter:on
  void saysWhatItCannotRun(String body, String message) {
    LitmusProgram program = read(body).getFirst().program();
    assertThatThrownBy(() -> Litmus.outcomes(program))
        .isInstanceOf(LitmusException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void reachesNoSharedMemoryOfAnotherCluster() {
    LitmusProgram program =
        LitmusFile.parse(
                "t",
                """
                litmus T
                source: none
                shared .b32 s @ 0.0.0
                thread P0 0.1.0 {
                  ld.weak.shared::cluster.b32 %r1, [s];
                }
                exists P0:%r1 == 0
                verdict allowed
                """)
            .getFirst()
            .program();
    assertThatThrownBy(() -> Litmus.outcomes(program))
        .hasMessageContaining("P0 at 0.1.0 cannot reach s in the shared memory of 0.0.0");
  }

  @Test
  void givesTheHostNoScopeButSys() {
    LitmusProgram program =
        LitmusFile.parse(
                "t",
                """
                litmus T
                source: none
                global .b32 x
                thread P0 host {
                  ld.acquire.gpu.global.b32 %r1, [x];
                }
                exists P0:%r1 == 0
                verdict allowed
                """)
            .getFirst()
            .program();
    assertThatThrownBy(() -> Litmus.outcomes(program))
        .hasMessage("P0 runs on the host and takes no scope but sys, not GPU");
  }

  @Test
  void readsConditions() {
    assertThat(Condition.parse("P0:%r1 == 0x10 && (x != 1 || !(y[1] == z)) "))
        .hasToString("P0:%r1 == 16 && (x != 1 || !(y[1] == z))");
    assertThat(Condition.parse("x == -1").names()).containsExactly("x");
    assertThatThrownBy(() -> Condition.parse("x = 1"))
        .hasMessage("'x' must be compared by == or != in 'x = 1'");
    assertThatThrownBy(() -> Condition.parse("(x == 1"))
        .hasMessage("a parenthesis stays open in '(x == 1'");
    assertThatThrownBy(() -> Condition.parse("x == 1 y"))
        .hasMessage("'y' is left over of 'x == 1 y'");
  }

  @Test
  void refusesWhatIsNotWhole() {
    assertThatThrownBy(() -> LitmusFile.parse("t", "litmus A\nwhat 3\n"))
        .hasMessage("t:2: 'what 3' is nothing of a litmus test");
    assertThatThrownBy(() -> LitmusFile.parse("t", "litmus A\n"))
        .hasMessage("t:0: a test needs 'litmus NAME', 'source:', threads and 'exists'");
    assertThatThrownBy(() -> LitmusFile.parse("t", TEXT.replace("allowed", "maybe")))
        .hasMessageContaining("BODY");
    assertThatThrownBy(
            () -> LitmusFile.parse("t", TEXT.replace("BODY", "").replace("allowed", "maybe")))
        .hasMessage("t:0: the verdict 'maybe' is neither allowed nor forbidden");
    assertThatThrownBy(
            () -> LitmusFile.parse("t", TEXT.replace("BODY", "$f") + "| case | $g |\n| a | |\n"))
        .hasMessage("t:8: no column is named '$f'");
    assertThatThrownBy(
            () -> LitmusFile.parse("t", TEXT.replace("BODY", "") + "| case | P9 |\n| a |\n"))
        .hasMessage("t:16: a row of 1 cells under 2 columns");
  }

  @Test
  void endsLoopsAtTheirBound() {
    String loop =
        """
        litmus Loop
        source: none
        unroll 2
        global .b32 x = 0
        thread P0 0.0.0 {
          mov.u32 %r1, 0;
          AGAIN:
          add.u32 %r1, %r1, 1;
          ld.weak.global.b32 %r2, [x];
          setp.eq.b32 %p1, %r2, 0;
          @%p1 bra AGAIN;
        }
        thread P1 0.0.0 {
          st.weak.global.b32 [x], 1;
        }
        exists P0:%r1 == 3
        always P0:%r1 != 4
        verdict allowed
        """;
    LitmusTest test = LitmusFile.parse("t", loop).getFirst();
    assertThat(Litmus.outcomes(test.program())).hasSize(3);
  }
}

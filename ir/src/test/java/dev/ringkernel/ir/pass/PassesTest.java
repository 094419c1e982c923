package dev.ringkernel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Verifier;
import dev.ringkernel.ir.interpreter.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassesTest {
  private static Module module(String functions) {
    return IrParser.parseModule("module \"m\" source 0 \"M.java\" file 0 \"M.java\"\n" + functions);
  }

  private static Module run(String functions, String... passes) {
    return new PassRunner().run(PassTable.order(passes), module(functions));
  }

  /** The function {@code f} after {@code passes}, without spans. */
  private static String text(String functions, String... passes) {
    return IrPrinter.printWithoutSpans(run(functions, passes).function("f").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          i32 | %1: i32 = const 0 %2: i32 = add %0, %1                                | return %0
          i32 | %1: i32 = const 0 %2: i32 = mul %0, %1                                | const 0
          i32 | %1: i32 = const 8 %2: i32 = mul %0, %1                                | shl %0
          i32 | %1: i32 = const 8 %2: i32 = urem %0, %1                               | and %0
          i32 | %1: i32 = const -1 %2: i32 = xor %0, %1                               | not %0
          i32 | %1: i32 = const 32 %2: i32 = shl %0, %1                               | return %0
          i32 | %1: i32 = const 3 %3: i32 = add %0, %1 %2: i32 = add %3, %1           | const 6
          i32 | %1: i32 = const 3 %3: i32 = add %0, %1 %2: i32 = sub %3, %1           | return %0
          i32 | %2: i32 = sub %0, %0                                                  | const 0
          i32 | %1: i64 = sext %0 %2: i32 = trunc %1                                  | return %0
          i32 | %1: i32 = const -2147483648 %3: i32 = const -1 %2: i32 = div %1, %3   | const -2147483648
          i32 | %1: i32 = const 7 %3: i32 = const 0 %2: i32 = div %1, %3              | div
          f32 | %1: f32 = const 1.0 %2: f32 = mul %0, %1                              | return %0
          f32 | %1: f32 = const 0.0 %2: f32 = add %0, %1                              | add
          f32 | %1: f32 = const -0.0 %2: f32 = add %0, %1                             | return %0
          f32 | %1: f32 = const 0.0 %2: f32 = sub %0, %1                              | return %0
          f32 | %2: f32 = sub %0, %0                                                  | sub
          i1  | %1: i1 = const true %2: i1 = xor %0, %1                               | not %0
          i1  | %1: i32 = zext %0 %3: i32 = const 0 %2: i1 = ne %1, %3                | return %0
          i1  | %1: i1 = const true %3: i1 = const false %2: i1 = select %0, %1, %3   | return %0
          """)
  void foldAppliesJavasLaws(String type, String body, String expected) {
    String f = "fn device \"f\"(%0: " + type + ") -> (" + type + ") { b0: " + body + " return %2 }";
    assertThat(text(f, "fold", "dce")).contains(expected);
  }

  @Test
  void foldGathersAddresses() {
    assertThat(
            text(
                """
                fn device "f"(%0: ptr.global, %1: i32) -> (i32) {
                b0:
                  %2: i32 = const 2
                  %3: ptr.global = ptradd %0 + %2 * 8 + 4
                  %4: i64 = sext %1
                  %5: ptr.global = ptradd %3 + %4 * 4
                  store %3 + 4, %1
                  %6: i32 = load %5 + 8
                  return %6
                }
                """,
                "fold", "dce"))
        .isEqualTo(
            """
            fn device "f"(%0: ptr.global, %1: i32) -> (i32) {
            b0:
              %2: ptr.global = ptradd %0 + %1 * 4 + 20
              store %0 + 24, %1
              %3: i32 = load %2 + 8
              return %3
            }
            """);
  }

  @Test
  void foldDecidesBranchesAndPrunes() {
    assertThat(
            text(
                """
                fn device "f"(%0: i32) -> (i32) {
                b0:
                  %1: i32 = const 1
                  %2: i32 = const 1
                  %3: i1 = eq %1, %2
                  branch %3, b1, b2
                b1: jump b3(%1)
                b2: jump b3(%0)
                b3(%4: i32):
                  %5: i32 = add %4, %2
                  return %5
                }
                """,
                "fold", "dce", "merge-blocks"))
        .isEqualTo(
            """
            fn device "f"(%0: i32) -> (i32) {
            b0:
              %1: i32 = const 2
              return %1
            }
            """);
  }

  @Test
  void gvnComputesOnceAndRespectsMemory() {
    assertThat(
            text(
                """
                fn device "f"(%0: ptr.global, %1: i32, %2: ptr.global) -> (i32) {
                b0:
                  %3: i32 = add %1, %1
                  %4: i32 = load %0 + 4
                  store %0 + 8, %3
                  %5: i32 = load %0 + 4
                  %6: i32 = load %0 + 8
                  store %2, %5
                  %7: i32 = load %0 + 4
                  %8: ptr.local = alloca 8 align 8
                  %9: ptr.local = alloca 8 align 8
                  store %8, %6
                  store %9, %7
                  jump b1
                b1:
                  %10: i32 = add %1, %1
                  return %10
                }
                """,
                "gvn"))
        .isEqualTo(
            """
            fn device "f"(%0: ptr.global, %1: i32, %2: ptr.global) -> (i32) {
            b0:
              %3: i32 = add %1, %1
              %4: i32 = load %0 + 4
              store %0 + 8, %3
              store %2, %4
              %5: i32 = load %0 + 4
              %6: ptr.local = alloca 8 align 8
              %7: ptr.local = alloca 8 align 8
              store %6, %3
              store %7, %5
              jump b1
            b1:
              return %3
            }
            """);
  }

  @Test
  void gvnDecidesWhatADominatingBranchDecided() {
    assertThat(
            text(
                """
                fn device "f"(%0: i32, %1: i32) -> (i32) {
                b0:
                  %2: i1 = ult %0, %1
                  branch %2, b1, b2
                b1:
                  %3: i1 = ult %0, %1
                  branch %3, b3, b2
                b2:
                  %5: i1 = ult %0, %1
                  branch %5, b3, b4
                b3: return %0
                b4: fault index
                }
                """,
                "gvn", "merge-blocks"))
        .isEqualTo(
            """
            fn device "f"(%0: i32, %1: i32) -> (i32) {
            b0:
              %2: i1 = ult %0, %1
              branch %2, b2, b1
            b1:
              branch %2, b2, b3
            b2:
              return %0
            b3:
              fault index
            }
            """);
  }

  @Test
  void dceKeepsWhatHasNoResult() {
    String sleep =
        """
        fn device "f"(%0: i32) -> () {
        b0:
          intrinsic "nanosleep.u32 a"(%0) effects(varying)
          intrinsic "prefetch.global.L2 [a]"(%0)
          return
        }
        """;
    assertThat(text(sleep, "dce")).isEqualTo(sleep);
  }

  @Test
  void dceDropsValuesThatOnlyFeedThemselves() {
    assertThat(
            text(
                """
                fn device "f"(%0: i1, %1: ptr.global) -> () {
                b0:
                  %2: i32 = const 1
                  jump b1(%2)
                b1(%3: i32):
                  %4: i32 = add %3, %2
                  %5: i32 = load %1
                  %6: i32 = intrinsic "ld.relaxed.gpu.global.u32 d, [a]"(%1) effects(reads, relaxed.gpu)
                  branch %0, b1(%4), b2
                b2:
                  return
                }
                """,
                "dce"))
        .isEqualTo(
            """
            fn device "f"(%0: i1, %1: ptr.global) -> () {
            b0:
              jump b1
            b1:
              %2: i32 = intrinsic "ld.relaxed.gpu.global.u32 d, [a]"(%1) effects(reads, relaxed.gpu)
              branch %0, b1, b2
            b2:
              return
            }
            """);
  }

  @Test
  void mergeBlocksThreadsJumpsButKeepsOneBackEdge() {
    assertThat(
            text(
                """
                fn device "f"(%0: i1, %1: i32) -> (i32) {
                b0: branch %0, b1, b2(%1)
                b1: jump b2(%1)
                b2(%2: i32): jump b3(%2)
                b3(%3: i32): branch %0, b4, b5
                b4: branch %0, b6, b7
                b6: jump b8
                b7: jump b8
                b8: jump b3(%1)
                b5: return %3
                }
                """,
                "merge-blocks"))
        .isEqualTo(
            """
            fn device "f"(%0: i1, %1: i32) -> (i32) {
            b0:
              jump b1
            b1:
              branch %0, b2, b3
            b2:
              jump b1
            b3:
              return %1
            }
            """);
  }

  @Test
  void inlineGivesSeveralResultsAndSaysWhere() {
    Module m =
        run(
            """
            fn device "f"(%0: i32) -> (i32) {
            b0:
              %1: i32, %2: i32 = call "pair"(%0) !0:3:5+4
              %3: i32 = sub %1, %2
              return %3
            }
            fn device "pair"(%0: i32) -> (i32, i32) {
            b0:
              %1: i32 = neg %0 !0:9:7+2
              %2: i1 = eq %0, %1
              branch %2, b1, b2
            b1: fault thrown
            b2: return %0, %1
            }
            fn device "unused"() -> () { b0: return }
            """,
            "inline", "drop-unused");
    // Nothing calls f either, but kernels, handlers and rk.* are the only roots.
    assertThat(m.functions()).isEmpty();
    String f =
        IrPrinter.print(
            new PassRunner()
                .run(PassTable.order("inline", "merge-blocks"), module(INLINED))
                .function("f")
                .orElseThrow());
    assertThat(f).contains("!0:9:7+2@0:3:5+4").contains("fault thrown").doesNotContain("call");
  }

  private static final String INLINED =
      """
      fn handler "f"(%0: i32) -> (i32) {
      b0:
        %1: i32, %2: i32 = call "pair"(%0) !0:3:5+4
        %3: i32 = sub %1, %2
        return %3
      }
      fn device "pair"(%0: i32) -> (i32, i32) {
      b0:
        %1: i32 = neg %0 !0:9:7+2
        %2: i1 = eq %0, %1
        branch %2, b1, b2
      b1: fault thrown
      b2: return %0, %1
      }
      """;

  @Test
  void whatFollowsACallThatNeverReturnsGoes() {
    assertThat(
            text(
                """
                fn device "f"() -> (i32) { b0: %0: i32 = call "g"() return %0 }
                fn device "g"() -> (i32) { b0: fault thrown }
                """,
                "inline", "merge-blocks"))
        .isEqualTo("fn device \"f\"() -> (i32) {\nb0:\n  fault thrown\n}\n");
  }

  @Test
  void recursionIsNamed() {
    assertThatThrownBy(() -> run("fn device \"f\"() -> () { b0: call \"f\"() return }", "inline"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("f -> f");
  }

  /** {@code for (i = first; i OP bound; i += step)}, perhaps around another of its kind. */
  private static String loop(String test, String first, String step, String inner) {
    return """
        fn handler "f"(%0: i64, %1: i32) -> (i32) {
        b0:
          %2: i32 = const FIRST
          %3: i32 = const STEP
          %4: i32 = const BOUND
          jump b1(%2)
        b1(%5: i32):
          %6: i1 = TEST %5, %4
          branch %6, b2, b3
        b2:
          INNER
        b9:
          %7: i32 = add %5, %3
          jump b1(%7) !0:12:3+1
        b3:
          return %2
        }
        """
        .replace("FIRST", first)
        .replace("STEP", step)
        .replace("TEST", test.substring(0, test.indexOf(' ')))
        .replace("BOUND", test.substring(test.indexOf(' ') + 1))
        .replace("INNER", inner);
  }

  private static long polls(Module m) {
    return m.function("f").orElseThrow().blocks().stream()
        .flatMap(b -> b.body().stream())
        .filter(i -> i instanceof Instr.Call c && c.callee().equals("rk.poll"))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "lt 65535, 0, 1, 0",
    "lt 65536, 0, 1, 1",
    "lt 1000000, 0, 100, 0",
    "le 100, 0, 1, 0",
    "gt 0, 100, -1, 0",
    "ge 0, 100, -1, 0",
    "ne 100, 0, 10, 0",
    "ne 101, 0, 10, 1",
    "lt 100, 0, -1, 1",
    "ult 100, 0, 1, 0",
    "ult -1, 0, 1, 1",
    "le 2147483647, 2147483600, 1, 1",
    "lt 100, 0, 0, 1"
  })
  void onlyLoopsWithoutAProvedBoundPoll(String test, String first, String step, int expected) {
    assertThat(polls(run(loop(test, first, step, "jump b9"), "insert-polls"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"lt 255, 255, 0", "lt 300, 300, 1", "lt 100000, 255, 1", "lt 100000, 256, 2"})
  void tripsOfNestedLoopsMultiply(String outer, String innerBound, int expected) {
    String inner =
        """
        %20: i32 = const BOUND
          jump b4(%2)
        b4(%21: i32):
          %22: i1 = lt %21, %20
          branch %22, b5, b9
        b5:
          %23: i32 = const 1
          %24: i32 = add %21, %23
          jump b4(%24)
        """
            .replace("BOUND", innerBound);
    assertThat(polls(run(loop(outer, "0", "1", inner), "insert-polls"))).isEqualTo(expected);
  }

  @Test
  void aPollIsAskedEvery256thTripAndLeavesWithItsPlace() {
    Module m = run(loop("lt 1000000", "0", "1", "jump b9"), "insert-polls", "lower-faults");
    List<Integer> asked = new ArrayList<>();
    Interpreter never =
        new Interpreter(
            m,
            new byte[64],
            (name, operands) -> {
              asked.add((int) operands[0]);
              return new long[] {asked.size() == 5 ? FaultKind.SLICE.code() : 0};
            });
    assertThat(never.run("f", 77, 0).results()).containsExactly((long) FaultKind.SLICE.word(0, 12));
    assertThat(asked).containsExactly(77, 77, 77, 77, 77);
    assertThat(m.function("f").orElseThrow().attributes()).containsEntry("faultsLowered", "true");
  }

  private static final String BLOCK_WIDE =
      """
      fn KIND "f"(%0: i32, %9: i64) -> RESULT ["threads": "128"] {
      b0:
        %1: i1 = const true
        intrinsic "barrier.cta.sync 0"() effects(reads, writes, convergent, acq_rel.cta)
        %2: i32 = intrinsic "barrier.cta.red.popc.u32 d, 0, a"(%1) effects(reads, writes, convergent, acq_rel.cta)
        %3: i1 = eq %2, %0
        branch %3, b1, b2
      b1:
        fault divide !0:7:1+1
      b2:
        %4: i32 = const 0
        return VALUE
      }
      """;

  private static String lowered(String functions) {
    return text(functions, "lower-faults", "fold", "gvn", "dce", "merge-blocks");
  }

  @Test
  void inAHandlerForManyLanesFaultsTravelWithItsBarriers() {
    String f =
        lowered(
            BLOCK_WIDE
                .replace("KIND", "handler")
                .replace("RESULT", "(i32)")
                .replace("VALUE", "%4"));
    assertThat(f)
        .doesNotContain("barrier", "fault divide")
        .contains("const " + FaultKind.PEER.word(0, 0), "const " + FaultKind.DIVIDE.word(0, 7));
    // Two barriers of the source and the one exit.
    assertThat(f.split("call \"rk.meet\"", -1)).hasSize(1 + 3);
  }

  @Test
  void inAHandlerForManyLanesTheWarpsOperationsAreOfTheLanesThatAreThere() {
    String f =
        lowered(
            """
            fn handler "f"(%0: i32, %1: i64) -> (i32) ["threads": "64"] {
            b0:
              %2: i32 = const 31
              %3: i32 = const -1
              %4: i32 = const 15
              %5: i32 = intrinsic "shfl.sync.bfly.b32 d, a, b, 31, m"(%0, %2, %3) effects(convergent)
              %6: i32 = intrinsic "redux.sync.add.s32 d, a, m"(%5, %3) effects(convergent)
              %7: i32 = intrinsic "redux.sync.add.s32 d, a, m"(%6, %4) effects(convergent)
              return %7
            }
            """);
    // One meeting for the operations of the block, one at the exit.
    assertThat(f.split("call \"rk.meet\"", -1)).hasSize(1 + 2);
    String there = f.replaceAll("(?s).*?(%\\d+): i32 = call \"rk.meet\".*", "$1");
    assertThat(f)
        .containsPattern("shfl.sync.bfly.b32 d, a, b, 31, m\"\\(%0, %\\d+, " + there + "\\)")
        .containsPattern("redux.sync.add.s32 d, a, m\"\\(%\\d+, " + there + "\\)");
  }

  @Test
  void aKernelWritesItsFaultWordAndTakesTheWholeBlockAlong() {
    String f =
        lowered(BLOCK_WIDE.replace("KIND", "kernel").replace("RESULT", "()").replace("VALUE", ""));
    assertThat(f)
        .contains("intrinsic \"atom.relaxed.sys.global.cas.b32 d, [a], b, c\"(%1, ")
        .contains("\"barrier.cta.red.or.pred d, 0, a\"", "\"barrier.cta.red.popc.u32 d, 0, a\"")
        .doesNotContain("sync 0", "fault divide", "d, 1,");
  }

  @Test
  void whereAKernelHasWarpOperationsAFaultWaitsForNobody() {
    String warp =
        "%8: i32 = const -1 %7: i32 = intrinsic \"redux.sync.add.s32 d, a, m\"(%0, %8) effects(convergent)";
    String f =
        lowered(
            BLOCK_WIDE
                .replace("KIND", "kernel")
                .replace("RESULT", "()")
                .replace("VALUE", "")
                .replace("%4: i32 = const 0", warp));
    assertThat(f)
        .contains("\"barrier.cta.sync 0\"", "\"barrier.cta.red.popc.u32 d, 0, a\"", "cas.b32")
        .doesNotContain("or.pred", "fault divide");
  }

  @Test
  void aKernelWithoutFaultsKeepsItsBarriers() {
    assertThat(
            text(
                "fn kernel \"f\"() -> () { b0: intrinsic \"barrier.cta.sync 0\"() effects(convergent) return }",
                "lower-faults"))
        .contains("barrier.cta.sync 0")
        .doesNotContain("red");
  }

  @Test
  void aKernelThatFaultsNeedsAWordForIt() {
    assertThatThrownBy(
            () ->
                run("fn kernel \"f\"(%0: i32) -> () { b0: fault thrown !0:3:1+1 }", "lower-faults"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kernel f can fault at M.java:3:1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aKernelsFaultWordIsWrittenOnce(int free) {
    Module m = run("fn kernel \"f\"(%0: i64) -> () { b0: fault thrown !0:3:1+1 }", "lower-faults");
    List<long[]> swaps = new ArrayList<>();
    Interpreter machine =
        new Interpreter(
            m,
            new byte[64],
            (name, operands) -> {
              swaps.add(operands);
              return new long[] {0};
            });
    machine.run("f", free * 32L);
    assertThat(swaps).hasSize(free);
    assertThat(swaps)
        .allSatisfy(s -> assertThat(s).containsExactly(32, 0, FaultKind.THROWN.word(0, 3)));
  }

  @Test
  void theTableChecksOrders() {
    assertThatThrownBy(() -> PassTable.order("lower-faults", "inline"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pass lower-faults must run after inline");
    assertThatThrownBy(() -> PassTable.order("folding"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no pass is named folding; there are inline, ");
    assertThat(PassTable.ROWS).extracting(Pass::name).doesNotHaveDuplicates();
    assertThat(PassTable.ROWS)
        .allSatisfy(
            p -> assertThat(p.after()).allSatisfy(a -> assertThat(PassTable.row(a)).isNotNull()));
  }

  @Test
  void theRunnerTimesShowsAndVerifies() {
    List<String> seen = new ArrayList<>();
    PassRunner runner =
        new PassRunner((pass, m) -> seen.add(pass.name() + " " + m.functions().size()));
    runner.run(PassTable.COMPILE, module("fn handler \"f\"(%0: i32) -> (i32) { b0: return %0 }"));
    assertThat(seen).startsWith("inline 1", "drop-unused 1").hasSize(PassTable.COMPILE.size());
    assertThat(runner.timings()).hasSize(PassTable.COMPILE.size());
    Pass broken =
        Pass.ofFunctions("broken", "", List.of(), f -> f.withBlocks(List.of(f.entry(), f.entry())));
    Module ok = module("fn device \"f\"() -> () { b0: return }");
    assertThat(Verifier.verify(ok)).isEmpty();
    assertThatThrownBy(() -> runner.run(List.of(broken), ok))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pass broken broke m");
    PassRunner atTheEnd = new PassRunner((pass, m) -> {}, PassRunner.Verify.RESULT);
    assertThatThrownBy(() -> atTheEnd.run(List.of(broken), ok))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pass (one of broken) broke m");
    Function unchanged = ok.functions().getFirst();
    assertThat(new PassRunner().run(PassTable.SYSTEM, ok).functions()).containsExactly(unchanged);
  }
}

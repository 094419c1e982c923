package dev.ringkernel.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
  private static final Span NONE = Span.NONE;
  private static final Value INT = new Value(0, Type.I32);

  private static Function function(List<Block> blocks) {
    return new Function("f", Function.Kind.DEVICE, List.of(), blocks, Map.of());
  }

  private static Block returning(int id, Instr... body) {
    return new Block(id, List.of(), List.of(body), new Terminator.Return(List.of(), NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2  | fn device "f"() -> () { b0: jump b1 }                                                        | edge to a block that does not exist
          3  | fn device "f"() -> () { b0: jump b1 b1: jump b0 }                                            | edge to the entry block
          4  | fn device "f"() -> () { b0: return b1: return }                                              | block is not reached
          5  | fn device "f"() -> () { b0: jump b1 b1(%0: i32): return }                                    | passes (), needs (i32)
          5  | fn device "f"(%1: i64) -> () { b0: jump b1(%1) b1(%0: i32): return }                         | passes (i64), needs (i32)
          8  | fn device "f"() -> (i32) { b0: %1: i32 = neg %2 %2: i32 = const 1 return %1 }                | %1 does not dominate this use
          8  | fn device "f"(%0: i1) -> (i32) { b0: branch %0, b1, b2 b1: %1: i32 = const 1 jump b2 b2: return %1 } | %1 does not dominate this use
          9  | fn device "f"(%0: i32, %1: i64) -> () { b0: %2: i32 = add %0, %1 return }                    | ADD of i32 has second operand i64
          9  | fn device "f"(%0: f32) -> () { b0: %2: f32 = shl %0, %0 return }                             | SHL of f32
          9  | fn device "f"(%0: i32) -> () { b0: %2: i32 = load %0 return }                                | load from i32
          9  | fn device "f"(%0: i32) -> () { b0: %2: i8 = sext %0 return }                                 | SEXT from i32 to i8
          9  | fn device "f"(%0: i8) -> () { b0: %2: i8 = add %0, %0 return }                               | ADD of i8
          9  | fn device "f"(%0: i1) -> () { b0: %2: i1 = lt %0, %0 return }                                | LT of i1
          9  | fn device "f"() -> () { b0: %2: ptr.local = alloca 8 align 3 return }                        | aligned to 3
          10 | fn device "f"(%0: i32) -> () { b0: branch %0, b1, b1 b1: return }                            | branch on i32
          10 | fn device "f"(%0: f32) -> () { b0: switch %0 [] else b1 b1: return }                         | switch on f32
          10 | fn device "f"(%0: i32) -> () { b0: switch %0 [1: b1, 1: b1] else b1 b1: return }             | case 1 occurs twice
          10 | fn device "f"(%0: i8) -> () { b0: switch %0 [200: b1] else b1 b1: return }                   | case 200 of a switch on i8
          11 | fn device "f"() -> (i32) { b0: return }                                                      | returns (), declared (i32)
          12 | fn kernel "f"(%0: i32) -> (i32) { b0: return %0 }                                            | a kernel has no results
          12 | fn handler "f"() -> () { b0: return }                                                        | a handler has one i32 result
          13 | fn kernel "f"(%0: ptr.shared) -> () { b0: return }                                           | kernel parameter of type ptr.shared
          """)
  void brokenTextIsReported(int invariant, String text, String message) {
    List<Verifier.Violation> found = Verifier.verify(IrParser.parseFunction(text));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().invariant()).isEqualTo(invariant);
    assertThat(found.getFirst().toString()).startsWith("f").contains(message);
  }

  @Test
  void blocksDefinedTwice() {
    Terminator jump = new Terminator.Jump(new Terminator.Edge(1, List.of()), NONE);
    Block entry = new Block(0, List.of(), List.of(), jump);
    assertThat(Verifier.verify(function(List.of(entry, returning(1), returning(1)))))
        .extracting(Verifier.Violation::invariant)
        .containsExactly(1);
  }

  @Test
  void valuesDefinedTwice() {
    Instr one = new Instr.Const(INT, 1, NONE);
    assertThat(Verifier.verify(function(List.of(returning(0, one, one)))))
        .extracting(Verifier.Violation::invariant)
        .containsExactly(6);
  }

  @Test
  void usesOfAnotherTypeThanDefined() {
    Instr one = new Instr.Const(INT, 1, NONE);
    Instr use = new Instr.Unary(new Value(1, Type.I64), UnaryOp.NEG, new Value(0, Type.I64), NONE);
    assertThat(Verifier.verify(function(List.of(returning(0, one, use)))))
        .extracting(Verifier.Violation::invariant)
        .containsExactly(7);
  }

  @Test
  void usesOfNothing() {
    Instr use = new Instr.Unary(new Value(1, Type.I32), UnaryOp.NEG, INT, NONE);
    assertThat(Verifier.verify(function(List.of(returning(0, use)))))
        .extracting(Verifier.Violation::invariant)
        .containsExactly(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          14 | fn device "f"() -> () { b0: return } fn device "f"() -> () { b0: return }                            | defined twice
          15 | fn device "f"(%0: i32) -> () { b0: return } fn device "g"() -> () { b0: call "f"() return }           | called as () -> (), defined as (i32) -> ()
          15 | fn device "f"() -> (i32) { b0: %0: i32 = const 1 return %0 } fn device "g"() -> () { b0: call "f"() return } | called as () -> (), defined as () -> (i32)
          16 | fn kernel "f"() -> () { b0: return } fn device "g"() -> () { b0: call "f"() return }                  | calls a kernel
          """)
  void brokenModulesAreReported(int invariant, String functions, String message) {
    List<Verifier.Violation> found =
        Verifier.verify(IrParser.parseModule("module \"m\" " + functions));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().invariant()).isEqualTo(invariant);
    assertThat(found.getFirst().toString()).contains(message);
  }

  @Test
  void aBrokenPassIsNamedWithTheIrBeforeAndAfter() {
    Module before = IrParser.parseModule("module \"m\" fn device \"f\"() -> () { b0: return }");
    Module after = IrParser.parseModule("module \"m\" fn device \"f\"() -> (i32) { b0: return }");
    Verifier.verifyOrThrow("none", before, before);
    assertThatThrownBy(() -> Verifier.verifyOrThrow("shrink", before, after))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pass shrink broke m:")
        .hasMessageContaining("before:\nfn device \"f\"() -> () {")
        .hasMessageContaining("after:\nfn device \"f\"() -> (i32) {");
  }
}

package dev.ringkernel.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnalysesTest {
  /** Two nested loops, the inner with two latches, then a diamond. */
  private static final Function NEST =
      IrParser.parseFunction(
          """
          fn device "f"(%0: i1) -> () {
          b0: jump b1
          b1: jump b2
          b2: branch %0, b3, b4
          b3: branch %0, b2, b5
          b5: jump b2
          b4: branch %0, b1, b6
          b6: branch %0, b7, b8
          b7: jump b9
          b8: jump b9
          b9: return
          }
          """);

  private final ControlFlow flow = ControlFlow.of(NEST);
  private final Dominators dominators = Dominators.of(flow);

  private int at(int id) {
    return flow.position(id);
  }

  @Test
  void edgesAreListedBothWays() {
    assertThat(flow.successors(at(2))).containsExactly(at(3), at(4));
    assertThat(flow.predecessors(at(2))).containsExactly(at(1), at(3), at(5));
    assertThat(flow.predecessors(at(0))).isEmpty();
    assertThat(flow.reversePostorder()[0]).isZero();
    assertThat(flow.orderOf(at(9)))
        .isGreaterThan(flow.orderOf(at(7)))
        .isGreaterThan(flow.orderOf(at(8)));
  }

  @Test
  void dominatorsFormATree() {
    assertThat(dominators.immediate(at(9))).isEqualTo(at(6));
    assertThat(dominators.immediate(at(4))).isEqualTo(at(2));
    assertThat(dominators.dominates(at(1), at(9))).isTrue();
    assertThat(dominators.dominates(at(7), at(9))).isFalse();
    assertThat(dominators.dominates(at(3), at(3))).isTrue();
  }

  @Test
  void loopsNest() {
    Loops loops = Loops.of(flow, dominators);
    assertThat(loops.isReducible()).isTrue();
    assertThat(loops.all()).hasSize(2);
    Loops.Loop outer = loops.all().getFirst();
    Loops.Loop inner = loops.all().getLast();
    assertThat(inner.parent()).isSameAs(outer);
    assertThat(inner.header()).isEqualTo(at(2));
    assertThat(inner.latches()).containsExactly(at(3), at(5));
    assertThat(outer.blocks()).containsExactlyInAnyOrder(at(1), at(2), at(3), at(4), at(5));
    assertThat(inner.blocks()).containsExactlyInAnyOrder(at(2), at(3), at(5));
    assertThat(loops.depth(at(5))).isEqualTo(2);
    assertThat(loops.depth(at(4))).isEqualTo(1);
    assertThat(loops.depth(at(9))).isZero();
  }

  @Test
  void aCycleWithTwoEntriesIsIrreducible() {
    Function f =
        IrParser.parseFunction(
            """
            fn device "f"(%0: i1) -> () {
            b0: branch %0, b1, b2
            b1: jump b2
            b2: branch %0, b1, b3
            b3: return
            }
            """);
    ControlFlow cf = ControlFlow.of(f);
    assertThat(Loops.of(cf, Dominators.of(cf)).isReducible()).isFalse();
  }

  @Test
  void callGraphsOrderCalleesFirstAndFindRecursion() {
    Module plain =
        IrParser.parseModule(
            """
            module "m"
            fn device "a"() -> () { b0: call "b"() call "rk.now"() return }
            fn device "b"() -> () { b0: call "c"() return }
            fn device "c"() -> () { b0: return }
            """);
    assertThat(CallGraph.of(plain).calleesFirst())
        .extracting(Function::name)
        .containsExactly("c", "b", "a");
    assertThat(CallGraph.of(plain).recursion()).isEmpty();
    Module recursive =
        IrParser.parseModule(
            """
            module "m"
            fn device "a"() -> () { b0: call "b"() return }
            fn device "b"() -> () { b0: call "c"() return }
            fn device "c"() -> () { b0: call "b"() return }
            """);
    assertThat(CallGraph.of(recursive).recursion()).containsExactly("b", "c", "b");
  }
}

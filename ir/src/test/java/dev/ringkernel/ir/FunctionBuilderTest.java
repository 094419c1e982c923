package dev.ringkernel.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionBuilderTest {
  private static FunctionBuilder device(List<Type> params, Type... results) {
    return new FunctionBuilder("f", Function.Kind.DEVICE, params, List.of(results));
  }

  @Test
  void aLoopKeepsParametersOnlyForVariablesThatChange() {
    FunctionBuilder b = device(List.of(Type.I32, Type.I32), Type.I32);
    Variable i = b.variable(Type.I32, "i");
    Variable sum = b.variable(Type.I32, "sum");
    Variable step = b.variable(Type.I32, "step");
    b.write(i, b.iconst(0));
    b.write(sum, b.iconst(0));
    b.write(step, b.param(1));
    Label header = b.newBlock();
    Label body = b.newBlock();
    Label exit = b.newBlock();
    b.jump(header);
    b.place(header);
    b.branch(b.compare(CompareOp.LT, b.read(i), b.param(0)), body, exit);
    b.seal(body);
    b.place(body);
    b.write(sum, b.binary(BinaryOp.ADD, b.read(sum), b.read(step)));
    b.write(i, b.binary(BinaryOp.ADD, b.read(i), b.iconst(1)));
    b.jump(header);
    b.seal(header);
    b.seal(exit);
    b.place(exit);
    b.ret(b.read(sum));
    Function f = b.build();

    assertThat(f.blocks()).extracting(Block::id).containsExactly(0, 1, 2, 3);
    assertThat(f.blocks().get(1).params()).hasSize(2);
    assertThat(f.blocks().get(2).params()).isEmpty();
    assertThat(f.blocks().get(3).params()).isEmpty();
    Instr.Binary add = (Instr.Binary) f.blocks().get(2).body().getFirst();
    assertThat(add.b()).isEqualTo(f.params().get(1));
    assertThat(f.blocks().get(3).terminator().operands())
        .containsExactly(f.blocks().get(1).params().get(1));
  }

  @Test
  void nestedLoopsLeaveNoTrivialParameters() {
    FunctionBuilder b = device(List.of(Type.I1, Type.I32), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    b.write(x, b.param(1));
    Label outer = b.newBlock();
    Label inner = b.newBlock();
    Label latch = b.newBlock();
    Label exit = b.newBlock();
    b.jump(outer);
    b.place(outer);
    b.read(x);
    b.jump(inner);
    b.place(inner);
    b.read(x);
    b.branch(b.param(0), inner, latch);
    b.seal(inner);
    b.seal(latch);
    b.place(latch);
    b.branch(b.param(0), outer, exit);
    b.seal(outer);
    b.seal(exit);
    b.place(exit);
    b.ret(b.read(x));
    Function f = b.build();
    assertThat(f.blocks().stream().skip(1))
        .allSatisfy(block -> assertThat(block.params()).isEmpty());
    assertThat(f.blocks().getLast().terminator().operands()).containsExactly(f.params().get(1));
  }

  @Test
  void anUnwrittenVariableIsNamed() {
    FunctionBuilder b = device(List.of(Type.I1), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    Label then = b.newBlock();
    Label join = b.newBlock();
    b.branch(b.param(0), then, join);
    b.seal(then);
    b.place(then);
    b.write(x, b.iconst(1));
    b.jump(join);
    b.seal(join);
    b.place(join);
    assertThatThrownBy(() -> b.read(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("i32 x is read but not written");
  }

  @Test
  void unreachableCodeIsAcceptedAndDropped() {
    FunctionBuilder b = device(List.of(Type.I1), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    Variable y = b.variable(Type.I32, "y");
    b.ret(b.iconst(7));
    assertThat(b.reachable()).isFalse();
    assertThat(b.terminated()).isTrue();
    Label loop = b.newBlock();
    Label body = b.newBlock();
    Label exit = b.newBlock();
    b.jump(loop);
    b.place(loop);
    b.branch(b.param(0), body, exit);
    b.seal(body);
    b.place(body);
    b.write(x, b.binary(BinaryOp.ADD, b.read(x), b.iconst(1)));
    b.jump(loop);
    b.seal(loop);
    b.seal(exit);
    b.place(exit);
    b.ret(b.binary(BinaryOp.ADD, b.read(x), b.read(y)));
    Function f = b.build();
    assertThat(f.blocks()).hasSize(1);
    assertThat(f.entry().terminator()).isInstanceOf(Terminator.Return.class);
  }

  @Test
  void aBranchOnAConstantLeavesOneWay() {
    FunctionBuilder b = device(List.of(), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    Label then = b.newBlock();
    Label otherwise = b.newBlock();
    Label join = b.newBlock();
    b.branch(b.compare(CompareOp.LT, b.iconst(1), b.iconst(2)), then, otherwise);
    b.seal(then);
    b.seal(otherwise);
    b.place(then);
    b.write(x, b.iconst(1));
    b.jump(join);
    b.place(otherwise);
    assertThat(b.reachable()).isFalse();
    b.jump(join);
    b.seal(join);
    b.place(join);
    b.ret(b.read(x));
    Function f = b.build();
    assertThat(f.blocks()).hasSize(3);
    assertThat(f.blocks().getLast().params()).isEmpty();
  }

  @Test
  void aSwitchGivesEachEdgeItsOwnValue() {
    FunctionBuilder b = device(List.of(Type.I32), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    b.write(x, b.iconst(0));
    Label one = b.newBlock();
    Label end = b.newBlock();
    Map<Long, Label> cases = new LinkedHashMap<>();
    cases.put(1L, one);
    cases.put(2L, end);
    b.switchOn(b.param(0), cases, end);
    b.seal(one);
    b.place(one);
    b.write(x, b.iconst(10));
    b.jump(end);
    b.seal(end);
    b.place(end);
    b.ret(b.read(x));
    Function f = b.build();
    Terminator.Switch s = (Terminator.Switch) f.entry().terminator();
    assertThat(s.edges()).extracting(e -> e.args().size()).containsExactly(0, 1, 1);
    assertThat(f.blocks().getLast().params()).hasSize(1);
  }

  @Test
  void constantsAreFoldedByJavasRules() {
    FunctionBuilder b = device(List.of(), Type.I32);
    Value min = b.iconst(Integer.MIN_VALUE);
    assertThat(b.constantBits(b.binary(BinaryOp.DIV, min, b.iconst(-1))))
        .isEqualTo((long) Integer.MIN_VALUE);
    assertThat(b.constantBits(b.binary(BinaryOp.SHL, b.iconst(1), b.iconst(33)))).isEqualTo(2L);
    assertThat(b.constantBits(b.binary(BinaryOp.DIV, min, b.iconst(0)))).isNull();
    assertThat(b.constantBits(b.convert(ConvertOp.FLOAT_TO_SIGNED, b.fconst(Float.NaN), Type.I32)))
        .isZero();
    assertThat(b.constantBits(b.compare(CompareOp.EQ, b.fconst(0f), b.fconst(-0f)))).isEqualTo(1L);
    assertThat(b.constantBits(b.convert(ConvertOp.TRUNC, b.iconst(200), Type.I8))).isEqualTo(-56L);
  }

  @Test
  void wrongTypesThrowAtOnce() {
    FunctionBuilder b = device(List.of(Type.I32, Type.I64), Type.I32);
    assertThatThrownBy(() -> b.binary(BinaryOp.ADD, b.param(0), b.param(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ADD of i32 has second operand i64, needs i32");
    assertThatThrownBy(() -> b.ret(b.param(1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> b.jump(b.current()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sealed");
  }

  @Test
  void longChainsOfJoinsNeedNoDeepStack() {
    FunctionBuilder b = device(List.of(Type.I1, Type.I32), Type.I32);
    Variable x = b.variable(Type.I32, "x");
    b.write(x, b.param(1));
    for (int i = 0; i < 20_000; i++) {
      Label then = b.newBlock();
      Label join = b.newBlock();
      b.branch(b.param(0), then, join);
      b.seal(then);
      b.place(then);
      b.jump(join);
      b.seal(join);
      b.place(join);
    }
    b.ret(b.read(x));
    Function f = b.build();
    assertThat(f.blocks())
        .allSatisfy(block -> assertThat(block.params().size()).isLessThanOrEqualTo(2));
    assertThat(f.blocks().getLast().params()).isEmpty();
  }
}

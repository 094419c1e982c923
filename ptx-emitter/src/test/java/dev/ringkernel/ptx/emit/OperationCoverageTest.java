package dev.ringkernel.ptx.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.Verifier;
import dev.ringkernel.ptx.isa.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation on every type it is for, loaded from memory and stored again, with variables and
 * with constants.
 */
class OperationCoverageTest {
  private static final List<Type> INTEGERS = List.of(Type.I32, Type.I64);
  private static final List<Type> FLOATS = List.of(Type.F32, Type.F64);

  private final List<Function> functions = new ArrayList<>();
  private List<Instr> body = new ArrayList<>();
  private int next;

  static List<Target> targets() {
    return Assembler.TARGETS;
  }

  private Value value(Type t) {
    return new Value(next++, t);
  }

  private interface Operation {
    Instr of(Value a, Value b, Value c);
  }

  /** A kernel that loads three operands (the second once as a constant), and stores the result. */
  private void add(String name, Type a, Type b, Type c, Operation op) {
    for (boolean constant : new boolean[] {false, true}) {
      next = 0;
      body = new ArrayList<>();
      Value in = value(Type.PTR_GLOBAL);
      Value out = value(Type.PTR_GLOBAL);
      Value x = load(in, a, 0);
      Value y = constant && !b.isPointer() ? constant(b) : load(in, b, 8);
      Value z = load(in, c, 16);
      Instr i = op.of(x, y, z);
      body.add(i);
      body.add(new Instr.Store(out, 0, i.results().getFirst(), Span.NONE));
      functions.add(
          new Function(
              name + "." + functions.size(),
              Function.Kind.KERNEL,
              List.of(),
              List.of(
                  new Block(
                      0, List.of(in, out), body, new Terminator.Return(List.of(), Span.NONE))),
              Map.of()));
    }
  }

  private Value load(Value pointer, Type t, long offset) {
    Value v = value(t);
    body.add(new Instr.Load(v, pointer, offset, Span.NONE));
    return v;
  }

  private Value constant(Type t) {
    Value v = value(t);
    long bits =
        switch (t) {
          case F32 -> Float.floatToRawIntBits(1.5f);
          case F64 -> Double.doubleToRawLongBits(1.5);
          default -> t == Type.I1 ? 1 : 5;
        };
    body.add(new Instr.Const(v, bits, Span.NONE));
    return v;
  }

  private void addAll() {
    for (BinaryOp op : BinaryOp.values()) {
      for (Type t : op.onIntegers() ? INTEGERS : List.<Type>of()) {
        Type second = op.isShift() ? Type.I32 : t;
        add(
            "bin." + op + "." + t,
            t,
            second,
            t,
            (a, b, c) -> new Instr.Binary(value(t), op, a, b, Span.NONE));
      }
      for (Type t : op.onFloats() && op != BinaryOp.REM ? FLOATS : List.<Type>of()) {
        add(
            "bin." + op + "." + t,
            t,
            t,
            t,
            (a, b, c) -> new Instr.Binary(value(t), op, a, b, Span.NONE));
      }
    }
    for (BinaryOp op : List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR)) {
      add(
          "bin." + op,
          Type.I1,
          Type.I1,
          Type.I1,
          (a, b, c) -> new Instr.Binary(value(Type.I1), op, a, b, Span.NONE));
    }
    for (Type t : INTEGERS) {
      for (UnaryOp op : List.of(UnaryOp.NEG, UnaryOp.NOT, UnaryOp.ABS)) {
        add(
            "un." + op + "." + t,
            t,
            t,
            t,
            (a, b, c) -> new Instr.Unary(value(t), op, a, Span.NONE));
      }
      for (CompareOp op : CompareOp.values()) {
        add(
            "cmp." + op + "." + t,
            t,
            t,
            t,
            (a, b, c) -> new Instr.Compare(value(Type.I1), op, a, b, Span.NONE));
      }
    }
    for (Type t : FLOATS) {
      for (UnaryOp op : UnaryOp.values()) {
        if (op != UnaryOp.NOT) {
          add(
              "un." + op + "." + t,
              t,
              t,
              t,
              (a, b, c) -> new Instr.Unary(value(t), op, a, Span.NONE));
        }
      }
      for (CompareOp op :
          List.of(
              CompareOp.EQ, CompareOp.NE, CompareOp.LT, CompareOp.LE, CompareOp.GT, CompareOp.GE)) {
        add(
            "cmp." + op + "." + t,
            t,
            t,
            t,
            (a, b, c) -> new Instr.Compare(value(Type.I1), op, a, b, Span.NONE));
      }
      add(
          "fma." + t,
          t,
          t,
          t,
          (a, b, c) -> new Instr.Ternary(value(t), TernaryOp.FMA, a, b, c, Span.NONE));
    }
    for (CompareOp op : List.of(CompareOp.EQ, CompareOp.NE)) {
      for (Type t : List.of(Type.I1, Type.PTR, Type.PTR_GLOBAL, Type.PTR_SHARED)) {
        add(
            "cmp." + op + "." + t,
            t,
            t,
            t,
            (a, b, c) -> new Instr.Compare(value(Type.I1), op, a, b, Span.NONE));
      }
    }
    add(
        "not",
        Type.I1,
        Type.I1,
        Type.I1,
        (a, b, c) -> new Instr.Unary(value(Type.I1), UnaryOp.NOT, a, Span.NONE));
    for (Type t :
        List.of(
            Type.I1,
            Type.I8,
            Type.I16,
            Type.I32,
            Type.I64,
            Type.F16,
            Type.F32,
            Type.F64,
            Type.PTR_GLOBAL,
            Type.PTR_LOCAL)) {
      add(
          "select." + t,
          Type.I1,
          t,
          t,
          (a, b, c) -> new Instr.Ternary(value(t), TernaryOp.SELECT, a, b, c, Span.NONE));
    }
    for (Type from : Type.values()) {
      for (Type to : Type.values()) {
        for (ConvertOp op : ConvertOp.values()) {
          if (isConversion(op, from, to)) {
            add(
                "cvt." + op + "." + from + "." + to,
                from,
                from,
                from,
                (a, b, c) -> new Instr.Convert(value(to), op, a, Span.NONE));
          }
        }
      }
    }
  }

  private static boolean isConversion(ConvertOp op, Type from, Type to) {
    boolean integers = (from.isInteger() || from == Type.I1) && (to.isInteger() || to == Type.I1);
    boolean full = to == Type.F32 || to == Type.F64;
    return switch (op) {
      case SEXT -> integers && to.bits() > from.bits() && from != Type.I1;
      case ZEXT -> integers && to.bits() > from.bits();
      case TRUNC -> integers && to.bits() < from.bits() && to != Type.I1;
      case SIGNED_TO_FLOAT, UNSIGNED_TO_FLOAT -> from.isInteger() && (full || to == Type.F16);
      case FLOAT_TO_SIGNED ->
          (from == Type.F32 || from == Type.F64 || from == Type.F16)
              && (to == Type.I32 || to == Type.I64);
      case FLOAT_TO_FLOAT ->
          from != to
              && (from == Type.F16 || from == Type.F32 || from == Type.F64)
              && (full || to == Type.F16);
      case BITCAST ->
          from.bits() == to.bits()
              && from != to
              && from.isFloat() != to.isFloat()
              && List.of(Type.I16, Type.I32, Type.I64, Type.F16, Type.F32, Type.F64)
                  .containsAll(List.of(from, to));
      case POINTER_TO_INT -> from.isPointer() && to == Type.I64;
      case INT_TO_POINTER -> from == Type.I64 && to.isPointer() && to.bits() == 64;
      case TO_GENERIC -> from.isPointer() && from.space() != Space.GENERIC && to == Type.PTR;
    };
  }

  @ParameterizedTest
  @MethodSource("targets")
  void isTakenByTheAssembler(Target target) {
    addAll();
    Module module = new Module("all", List.of(), functions);
    assertThat(Verifier.verify(module)).isEmpty();
    EmitResult result = PtxEmitter.emit(module, target, new EmitOptions(false));
    assertThat(result.violations()).isEmpty();
    assertThat(functions.size()).isGreaterThan(400);
    Assembler.assemble(result.text(), target, "-O0");
  }

  @Test
  void neverContractsNorFlushes() {
    addAll();
    String text =
        PtxEmitter.emit(
                new Module("all", List.of(), functions),
                Target.parse("sm_90"),
                new EmitOptions(false))
            .text();
    assertThat(text).doesNotContain(".ftz").doesNotContain("mad.f").doesNotContain(".approx");
    assertThat(text.lines().filter(l -> l.matches("\\s*(add|sub|mul|div|sqrt|fma)\\.(f32|f64) .*")))
        .isEmpty();
  }
}

package dev.ringkernel.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What types the operands and results of each instruction have. The builder and the verifier ask
 * here.
 */
final class TypeRules {
  private TypeRules() {}

  /** What is wrong with the types of {@code instr}, or null. */
  static @Nullable String violation(Instr instr) {
    return switch (instr) {
      case Instr.Const c -> null;
      case Instr.Symbol s ->
          s.result().type().isInteger()
              ? null
              : "a symbol is an integer, not " + s.result().type().text();
      case Instr.Unary u -> unary(u);
      case Instr.Binary b -> binary(b);
      case Instr.Ternary t -> ternary(t);
      case Instr.Compare c -> compare(c);
      case Instr.Convert c -> convert(c.op(), c.a().type(), c.result().type());
      case Instr.PtrAdd p -> ptrAdd(p);
      case Instr.Load l ->
          l.pointer().type().isPointer() ? null : "load from " + l.pointer().type().text();
      case Instr.Store s ->
          s.pointer().type().isPointer() ? null : "store to " + s.pointer().type().text();
      case Instr.Alloca a -> alloca(a);
      case Instr.Intrinsic i -> i.spelling().isBlank() ? "intrinsic without a spelling" : null;
      case Instr.Call c -> c.callee().isBlank() ? "call without a callee" : null;
    };
  }

  private static @Nullable String unary(Instr.Unary u) {
    Type t = u.a().type();
    boolean ok =
        switch (u.op()) {
          case NEG, ABS -> isArithmetic(t);
          case NOT -> t == Type.I1 || isWord(t);
          case SQRT, FLOOR, CEIL, RINT, TRUNC_FLOAT -> isFloatWord(t);
        };
    if (!ok) {
      return u.op() + " of " + t.text();
    }
    return same(u.op().name(), u.result().type(), t);
  }

  private static @Nullable String binary(Instr.Binary b) {
    Type t = b.a().type();
    BinaryOp op = b.op();
    boolean bitwise = op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR;
    boolean ok =
        (isWord(t) && op.onIntegers())
            || (isFloatWord(t) && op.onFloats())
            || (t == Type.I1 && bitwise);
    if (!ok) {
      return op + " of " + t.text();
    }
    Type second = op.isShift() ? Type.I32 : t;
    if (b.b().type() != second) {
      return op
          + " of "
          + t.text()
          + " has second operand "
          + b.b().type().text()
          + ", needs "
          + second.text();
    }
    return same(op.name(), b.result().type(), t);
  }

  private static @Nullable String ternary(Instr.Ternary t) {
    Type r = t.result().type();
    return switch (t.op()) {
      case FMA ->
          isFloatWord(r) && allAre(r, List.of(t.a(), t.b(), t.c()))
              ? null
              : "FMA of " + types(t.operands());
      case SELECT ->
          t.a().type() == Type.I1 && allAre(r, List.of(t.b(), t.c()))
              ? null
              : "SELECT of " + types(t.operands()) + " giving " + r.text();
    };
  }

  private static @Nullable String compare(Instr.Compare c) {
    Type t = c.a().type();
    if (c.b().type() != t) {
      return c.op() + " of " + types(c.operands());
    }
    boolean ok =
        switch (c.op()) {
          case EQ, NE -> t == Type.I1 || t.isPointer() || isArithmetic(t);
          case LT, LE, GT, GE -> isArithmetic(t);
          case ULT, ULE, UGT, UGE -> isWord(t);
        };
    return ok ? same(c.op().name(), c.result().type(), Type.I1) : c.op() + " of " + t.text();
  }

  private static @Nullable String convert(ConvertOp op, Type from, Type to) {
    boolean ok =
        switch (op) {
          case SEXT -> from.isInteger() && to.isInteger() && from.bits() < to.bits();
          case ZEXT ->
              (from.isInteger() || from == Type.I1) && to.isInteger() && from.bits() < to.bits();
          case TRUNC -> from.isInteger() && to.isInteger() && from.bits() > to.bits();
          case SIGNED_TO_FLOAT, UNSIGNED_TO_FLOAT -> from.isInteger() && to.isFloat();
          case FLOAT_TO_SIGNED -> from.isFloat() && isWord(to);
          case FLOAT_TO_FLOAT -> from.isFloat() && to.isFloat() && from != to;
          case BITCAST ->
              (from.isInteger() || from.isFloat())
                  && (to.isInteger() || to.isFloat())
                  && from != to
                  && from.bits() == to.bits();
          case POINTER_TO_INT -> from.isPointer() && to == Type.I64;
          case INT_TO_POINTER -> from == Type.I64 && to.isPointer() && to.bits() == 64;
          case TO_GENERIC -> from.isPointer() && from != Type.PTR && to == Type.PTR;
        };
    return ok ? null : op + " from " + from.text() + " to " + to.text();
  }

  private static @Nullable String ptrAdd(Instr.PtrAdd p) {
    if (!p.pointer().type().isPointer()) {
      return "ptradd to " + p.pointer().type().text();
    }
    if (p.scale() < 1) {
      return "ptradd with scale " + p.scale();
    }
    return isWord(p.index().type())
        ? same("ptradd", p.result().type(), p.pointer().type())
        : "ptradd with index " + p.index().type().text();
  }

  private static @Nullable String alloca(Instr.Alloca a) {
    Type t = a.result().type();
    if (t != Type.PTR_LOCAL && t != Type.PTR_SHARED) {
      return "alloca of " + t.text();
    }
    return a.bytes() > 0 && Integer.bitCount(a.align()) == 1
        ? null
        : "alloca of " + a.bytes() + " bytes aligned to " + a.align();
  }

  private static boolean isWord(Type t) {
    return t == Type.I32 || t == Type.I64;
  }

  private static boolean isFloatWord(Type t) {
    return t == Type.F32 || t == Type.F64 || t == Type.F16 || t == Type.BF16;
  }

  private static boolean isArithmetic(Type t) {
    return isWord(t) || isFloatWord(t);
  }

  private static boolean allAre(Type type, List<Value> values) {
    return values.stream().allMatch(v -> v.type() == type);
  }

  private static String types(List<Value> values) {
    return String.join(", ", values.stream().map(v -> v.type().text()).toList());
  }

  private static @Nullable String same(String op, Type result, Type expected) {
    return result == expected
        ? null
        : op + " gives " + result.text() + ", needs " + expected.text();
  }
}

package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import java.util.Locale;
import java.util.Optional;

/**
 * Selects arithmetic with Java's meaning: floats round to nearest even and are never fused ({@code
 * .rn}), subnormals stay (no {@code .ftz}), shift amounts wrap, comparisons with NaN are false but
 * {@code !=}.
 */
final class Arithmetic {
  private final Code code;
  private final Values values;
  private final ValueFacts facts;

  Arithmetic(Code code, Values values, ValueFacts facts) {
    this.code = code;
    this.values = values;
    this.facts = facts;
  }

  /**
   * {@code f16}, {@code bf16}, {@code f32}, {@code f64}; other floats have no arithmetic and are
   * not found in the table.
   */
  static String name(Type t) {
    return t.text();
  }

  private static String signed(Type t) {
    return t.bits() == 64 ? "s64" : "s32";
  }

  private static String unsigned(Type t) {
    return t.bits() == 64 ? "u64" : "u32";
  }

  private static String bits(Type t) {
    return t.bits() == 64 ? "b64" : "b32";
  }

  void unary(Instr.Unary i) {
    Type t = i.result().type();
    Reg d = values.define(i.result());
    switch (i.op()) {
      case NEG ->
          code.into(d, "neg." + (t.isFloat() ? name(t) : signed(t)) + " d, a", values.use(i.a()));
      case NOT ->
          code.into(d, "not." + (t == Type.I1 ? "pred" : bits(t)) + " d, a", values.use(i.a()));
      case ABS ->
          code.into(d, "abs." + (t.isFloat() ? name(t) : signed(t)) + " d, a", values.use(i.a()));
      case SQRT -> code.into(d, "sqrt.rn." + name(t) + " d, a", values.use(i.a()));
      case FLOOR -> round(d, "rmi", t, i.a());
      case CEIL -> round(d, "rpi", t, i.a());
      case RINT -> round(d, "rni", t, i.a());
      case TRUNC_FLOAT -> round(d, "rzi", t, i.a());
    }
  }

  private void round(Reg d, String mode, Type t, Value a) {
    code.into(d, "cvt." + mode + "." + name(t) + "." + name(t) + " d, a", values.use(a));
  }

  void binary(Instr.Binary i) {
    Type t = facts.root(i.a()).type();
    if (i.op() == BinaryOp.ADD && t == Type.I64 && isAddress(i)) {
      return;
    }
    Reg d = values.define(i.result());
    if (t.isFloat()) {
      floating(i.op(), t, d, values.use(i.a()), values.use(i.b()));
    } else if (t == Type.I1) {
      predicate(i.op(), d, values.register(i.a()), values.register(i.b()));
    } else {
      integer(i, t, d);
    }
  }

  /**
   * A 64-bit sum with a constant that memory is accessed by is left to the brackets of the
   * accesses.
   */
  private boolean isAddress(Instr.Binary i) {
    boolean swapped = facts.constant(i.a()).isPresent();
    Optional<Instr.Const> constant = facts.constant(swapped ? i.a() : i.b());
    Value base = swapped ? i.b() : i.a();
    boolean fits = constant.isPresent() && constant.get().bits() == (int) constant.get().bits();
    if (!fits
        || facts.constant(base).isPresent()
        || facts.users(i.result()).stream().noneMatch(Arithmetic::accesses)) {
      return false;
    }
    values.defineAddress(
        i.result(), values.offset(values.address(base), constant.get().bits(), RegClass.B64));
    return true;
  }

  private static boolean accesses(Instr user) {
    return switch (user) {
      case Instr.Intrinsic n -> n.spelling().contains("[");
      case Instr.Convert c -> c.op() == ConvertOp.INT_TO_POINTER;
      case Instr.Const c -> false;
      case Instr.Symbol s -> false;
      case Instr.Unary u -> false;
      case Instr.Binary b -> false;
      case Instr.Ternary t -> false;
      case Instr.Compare c -> false;
      case Instr.PtrAdd p -> false;
      case Instr.Load l -> false;
      case Instr.Store s -> false;
      case Instr.Alloca a -> false;
      case Instr.Call c -> false;
    };
  }

  private void predicate(BinaryOp op, Reg d, PtxOperand a, PtxOperand b) {
    switch (op) {
      case AND, OR, XOR -> code.into(d, op.name().toLowerCase(Locale.ROOT) + ".pred d, a, b", a, b);
      case ADD,
          SUB,
          MUL,
          DIV,
          REM,
          UDIV,
          UREM,
          MULHI,
          UMULHI,
          MIN,
          MAX,
          UMIN,
          UMAX,
          SHL,
          SHR,
          USHR,
          COPYSIGN ->
          throw new IllegalStateException(op + " has no meaning on i1");
    }
  }

  private void integer(Instr.Binary i, Type t, Reg d) {
    switch (i.op()) {
      case ADD -> plain(i, d, "add." + signed(t));
      case SUB -> plain(i, d, "sub." + signed(t));
      case MUL -> plain(i, d, "mul.lo." + signed(t));
      case DIV -> plain(i, d, "div." + signed(t));
      case REM -> plain(i, d, "rem." + signed(t));
      case UDIV -> plain(i, d, "div." + unsigned(t));
      case UREM -> plain(i, d, "rem." + unsigned(t));
      case MULHI -> plain(i, d, "mul.hi." + signed(t));
      case UMULHI -> plain(i, d, "mul.hi." + unsigned(t));
      case MIN -> plain(i, d, "min." + signed(t));
      case MAX -> plain(i, d, "max." + signed(t));
      case UMIN -> plain(i, d, "min." + unsigned(t));
      case UMAX -> plain(i, d, "max." + unsigned(t));
      case AND -> plain(i, d, "and." + bits(t));
      case OR -> plain(i, d, "or." + bits(t));
      case XOR -> plain(i, d, "xor." + bits(t));
      case SHL -> code.into(d, "shl." + bits(t) + " d, a, b", values.use(i.a()), amount(i.b(), t));
      case SHR ->
          code.into(d, "shr." + signed(t) + " d, a, b", values.use(i.a()), amount(i.b(), t));
      case USHR ->
          code.into(d, "shr." + unsigned(t) + " d, a, b", values.use(i.a()), amount(i.b(), t));
      case COPYSIGN -> throw new IllegalStateException("COPYSIGN has no meaning on " + t);
    }
  }

  private void plain(Instr.Binary i, Reg d, String opcode) {
    code.into(d, opcode + " d, a, b", values.use(i.a()), values.use(i.b()));
  }

  /**
   * PTX clamps shift amounts, Java takes them modulo the width: mask unless the amount is known to
   * be in range.
   */
  private PtxOperand amount(Value amount, Type t) {
    int mask = t.bits() - 1;
    Optional<Instr.Const> constant = facts.constant(amount);
    if (constant.isPresent()) {
      return new Imm(Long.toString(constant.get().bits() & mask));
    }
    PtxOperand a = values.use(amount);
    return masks(amount, mask)
        ? a
        : values.cached(RegClass.B32, "and.b32 d, a, b", a, new Imm(Integer.toString(mask)));
  }

  private boolean masks(Value amount, int mask) {
    if (facts.definition(amount).orElse(null) instanceof Instr.Binary b && b.op() == BinaryOp.AND) {
      Optional<Instr.Const> c = facts.constant(b.b()).or(() -> facts.constant(b.a()));
      return c.isPresent() && (c.get().bits() & 0xffffffffL & ~mask) == 0;
    }
    return false;
  }

  private void floating(BinaryOp op, Type t, Reg d, PtxOperand a, PtxOperand b) {
    String type = name(t);
    switch (op) {
      case ADD -> code.into(d, "add.rn." + type + " d, a, b", a, b);
      case SUB -> code.into(d, "sub.rn." + type + " d, a, b", a, b);
      case MUL -> code.into(d, "mul.rn." + type + " d, a, b", a, b);
      case DIV -> code.into(d, "div.rn." + type + " d, a, b", a, b);
      case REM ->
          code.violation(
              "the floating-point remainder",
              "a library function (PTX has no instruction that computes it exactly)");
      case MIN -> minimum(d, "min", "or", t, a, b);
      case MAX -> minimum(d, "max", "and", t, a, b);
      // PTX: the sign of the first, the magnitude of the second.
      case COPYSIGN -> code.into(d, "copysign." + type + " d, a, b", b, a);
      case UDIV, UREM, MULHI, UMULHI, UMIN, UMAX, AND, OR, XOR, SHL, SHR, USHR ->
          throw new IllegalStateException(op + " has no meaning on " + t);
    }
  }

  /**
   * Java's minimum and maximum. {@code min.NaN} is one where it exists (sm_80, not for f64). Else
   * the plain instruction, which drops NaNs, is corrected: where the operands compare equal (so
   * that only zeros can differ in their bits) the or of the bits is the minimum and the and is the
   * maximum, and where one is NaN their sum is NaN. For the minimum, an or with a NaN is a NaN, so
   * that one selection by "equal or unordered" does both.
   */
  private void minimum(Reg d, String op, String zeros, Type t, PtxOperand a, PtxOperand b) {
    String type = name(t);
    RegClass c = Code.classOf(t);
    if (c == RegClass.B16 || (t == Type.F32 && code.has(op + ".NaN.f32 d, a, b"))) {
      code.into(d, op + ".NaN." + type + " d, a, b", a, b);
      return;
    }
    String width = t == Type.F64 ? ".b64" : ".b32";
    boolean isMin = op.equals("min");
    Reg left = a instanceof Reg r ? r : values.load(c, a);
    Reg right = b instanceof Reg r ? r : values.load(c, b);
    Reg plain = code.value(c, op + "." + type + " d, a, b", left, right);
    Reg equal =
        code.value(
            RegClass.PRED, "setp." + (isMin ? "equ." : "eq.") + type + " p, a, b", left, right);
    Reg zero = code.value(c, zeros + width + " d, a, b", left, right);
    if (isMin) {
      code.into(d, "selp." + type + " d, a, b, p", zero, plain, equal);
      return;
    }
    Reg ordered = code.value(c, "selp." + type + " d, a, b, p", zero, plain, equal);
    Reg nan = code.value(RegClass.PRED, "setp.nan." + type + " p, a, b", left, right);
    Reg sum = code.value(c, "add.rn." + type + " d, a, b", left, right);
    code.into(d, "selp." + type + " d, a, b, p", sum, ordered, nan);
  }

  void ternary(Instr.Ternary i) {
    Type t = i.result().type();
    Reg d = values.define(i.result());
    if (i.op() == TernaryOp.FMA) {
      code.into(
          d,
          "fma.rn." + name(t) + " d, a, b, c",
          values.use(i.a()),
          values.use(i.b()),
          values.use(i.c()));
      return;
    }
    Reg p = values.register(i.a());
    if (t == Type.I1) {
      Reg then = code.value(RegClass.PRED, "and.pred d, a, b", p, values.register(i.b()));
      Reg not = code.value(RegClass.PRED, "not.pred d, a", p);
      Reg otherwise = code.value(RegClass.PRED, "and.pred d, a, b", not, values.register(i.c()));
      code.into(d, "or.pred d, a, b", then, otherwise);
      return;
    }
    String type =
        switch (Code.classOf(t)) {
          case B16 -> "b16";
          case B32 -> "b32";
          case B64 -> "b64";
          case F32 -> "f32";
          case F64 -> "f64";
          case PRED, B8, B128 -> throw new IllegalStateException("select of " + t);
        };
    code.into(d, "selp." + type + " d, a, b, p", values.use(i.b()), values.use(i.c()), p);
  }

  /**
   * A comparison, or its exact opposite (with a NaN too: the opposite of an ordered float
   * comparison is an unordered one).
   */
  void compare(Instr.Compare i, boolean opposite) {
    Type t = facts.root(i.a()).type();
    Reg d = values.define(i.result());
    if (t == Type.I1) {
      boolean equal = (i.op() == CompareOp.EQ) != opposite;
      Reg a = values.register(i.a());
      Reg b = values.register(i.b());
      if (equal) {
        Reg differ = code.value(RegClass.PRED, "xor.pred d, a, b", a, b);
        code.into(d, "not.pred d, a", differ);
      } else {
        code.into(d, "xor.pred d, a, b", a, b);
      }
      return;
    }
    if (t.isFloat()) {
      String op =
          switch (i.op()) {
            case EQ -> opposite ? "neu" : "eq";
            case NE -> opposite ? "eq" : "neu";
            case LT -> opposite ? "geu" : "lt";
            case LE -> opposite ? "gtu" : "le";
            case GT -> opposite ? "leu" : "gt";
            case GE -> opposite ? "ltu" : "ge";
            case ULT, ULE, UGT, UGE -> throw new IllegalStateException(i.op() + " of floats");
          };
      code.into(d, "setp." + op + "." + name(t) + " p, a, b", values.use(i.a()), values.use(i.b()));
      return;
    }
    CompareOp op = opposite ? i.op().negated() : i.op();
    boolean unsigned =
        switch (op) {
          case ULT, ULE, UGT, UGE -> true;
          case EQ, NE, LT, LE, GT, GE -> t.isPointer();
        };
    String word =
        switch (op) {
          case EQ -> "eq";
          case NE -> "ne";
          case LT, ULT -> "lt";
          case LE, ULE -> "le";
          case GT, UGT -> "gt";
          case GE, UGE -> "ge";
        };
    code.into(
        d,
        "setp." + word + "." + (unsigned ? unsigned(t) : signed(t)) + " p, a, b",
        values.use(i.a()),
        values.use(i.b()));
  }
}

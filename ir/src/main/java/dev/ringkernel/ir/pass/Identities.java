package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConstantFolder;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may stand for an instruction. Integers wrap, so their laws are those of the ring; floats
 * keep signed zeros and NaN, so few laws hold: {@code x * 1}, {@code x / 1}, {@code x - 0.0},
 * {@code x + -0.0}.
 */
final class Identities {
  private final Map<Value, Instr> definitions;
  private final Fresh fresh;

  /**
   * @param definitions the instructions of the values that dominate what is simplified; the caller
   *     keeps it up to date
   */
  Identities(Map<Value, Instr> definitions, Fresh fresh) {
    this.definitions = definitions;
    this.fresh = fresh;
  }

  /**
   * The value that may stand for the result of {@code instr}; null to keep it. Instructions it
   * needs are added to {@code out}.
   */
  @Nullable Value simplify(Instr instr, List<Instr> out) {
    return switch (instr) {
      case Instr.Unary u -> unary(u, out);
      case Instr.Binary b -> binary(b, out);
      case Instr.Ternary t -> ternary(t, out);
      case Instr.Compare c -> compare(c, out);
      case Instr.Convert c -> convert(c, out);
      case Instr.PtrAdd p -> ptrAdd(p, out);
      case Instr.Load l -> {
        Instr.PtrAdd p = constantStep(l.pointer());
        yield p == null
            ? null
            : add(
                out,
                new Instr.Load(
                    fresh.value(l.result().type()), p.pointer(), l.offset() + bytes(p), l.span()));
      }
      case Instr.Const c -> null;
      case Instr.Symbol s -> null;
      case Instr.Store s -> null;
      case Instr.Alloca a -> null;
      case Instr.Intrinsic i -> null;
      case Instr.Call c -> null;
    };
  }

  private @Nullable Long bits(Value v) {
    return definitions.get(v) instanceof Instr.Const c ? Long.valueOf(c.bits()) : null;
  }

  private static Value add(List<Instr> out, Instr instr) {
    out.add(instr);
    return instr.results().getFirst();
  }

  private Value constant(List<Instr> out, Type type, long bits, Span span) {
    return add(out, new Instr.Const(fresh.value(type), bits, span));
  }

  private Value binary(List<Instr> out, BinaryOp op, Value a, Value b, Span span) {
    return add(out, new Instr.Binary(fresh.value(a.type()), op, a, b, span));
  }

  private @Nullable Value unary(Instr.Unary u, List<Instr> out) {
    Long a = bits(u.a());
    Long folded = a == null ? null : ConstantFolder.unary(u.op(), u.a().type(), a);
    if (folded != null) {
      return constant(out, u.result().type(), folded, u.span());
    }
    Instr inner = definitions.get(u.a());
    if (inner instanceof Instr.Unary i
        && i.op() == u.op()
        && (u.op() == UnaryOp.NEG || u.op() == UnaryOp.NOT)) {
      return i.a();
    }
    if (u.op() == UnaryOp.NOT && inner instanceof Instr.Compare c) {
      boolean negatable =
          !c.a().type().isFloat() || c.op() == CompareOp.EQ || c.op() == CompareOp.NE;
      if (negatable) {
        return add(
            out, new Instr.Compare(fresh.value(Type.I1), c.op().negated(), c.a(), c.b(), c.span()));
      }
    }
    return null;
  }

  private @Nullable Value binary(Instr.Binary i, List<Instr> out) {
    Type type = i.a().type();
    Long a = bits(i.a());
    Long b = bits(i.b());
    Long folded = (a == null || b == null) ? null : ConstantFolder.binary(i.op(), type, a, b);
    if (folded != null) {
      return constant(out, type, folded, i.span());
    }
    if (type.isFloat()) {
      return b == null ? null : floats(i, type, b);
    }
    if (a != null && b == null && i.op().isCommutative()) {
      return binary(out, i.op(), i.b(), i.a(), i.span());
    }
    if (b != null) {
      return withConstant(i, type, b, out);
    }
    if (i.a().equals(i.b())) {
      return switch (i.op()) {
        case SUB, XOR -> constant(out, type, 0, i.span());
        case AND, OR, MIN, MAX, UMIN, UMAX -> i.a();
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Value floats(Instr.Binary i, Type type, long b) {
    if (type != Type.F32 && type != Type.F64) {
      return null;
    }
    boolean single = type == Type.F32;
    long one = single ? Float.floatToRawIntBits(1f) : Double.doubleToRawLongBits(1d);
    long minusZero =
        single ? Type.F32.canonical(Float.floatToRawIntBits(-0f)) : Double.doubleToRawLongBits(-0d);
    return switch (i.op()) {
      case MUL, DIV -> b == one ? i.a() : null;
      case ADD -> b == minusZero ? i.a() : null;
      case SUB -> b == 0 ? i.a() : null;
      default -> null;
    };
  }

  private @Nullable Value withConstant(Instr.Binary i, Type type, long b, List<Instr> out) {
    boolean allOnes = type.canonical(-1) == b;
    boolean power = b > 0 && Long.bitCount(b) == 1;
    Span span = i.span();
    return switch (i.op()) {
      case ADD -> b == 0 ? i.a() : addTwice(i, type, b, out);
      case SUB ->
          b == 0 ? i.a() : binary(out, BinaryOp.ADD, i.a(), constant(out, type, -b, span), span);
      case OR, XOR, SHL, SHR, USHR, UMAX -> shiftOrBits(i, type, b, allOnes, out);
      case AND -> b == 0 ? constant(out, type, 0, span) : allOnes ? i.a() : null;
      case UMIN -> b == 0 ? constant(out, type, 0, span) : allOnes ? i.a() : null;
      case MUL -> {
        if (b == 0) {
          yield constant(out, type, 0, span);
        }
        if (b == 1) {
          yield i.a();
        }
        yield power ? binary(out, BinaryOp.SHL, i.a(), log2(out, b, span), span) : null;
      }
      case DIV -> b == 1 ? i.a() : null;
      case REM -> b == 1 ? constant(out, type, 0, span) : null;
      case UDIV ->
          b == 1
              ? i.a()
              : power ? binary(out, BinaryOp.USHR, i.a(), log2(out, b, span), span) : null;
      case UREM ->
          power ? binary(out, BinaryOp.AND, i.a(), constant(out, type, b - 1, span), span) : null;
      case MULHI, UMULHI -> b == 0 ? constant(out, type, 0, span) : null;
      case MIN, MAX, COPYSIGN -> null;
    };
  }

  private @Nullable Value shiftOrBits(
      Instr.Binary i, Type type, long b, boolean allOnes, List<Instr> out) {
    long amount = b & (type.bits() - 1);
    return switch (i.op()) {
      case SHL, SHR, USHR -> amount == 0 ? i.a() : null;
      case OR, UMAX -> b == 0 ? i.a() : allOnes ? constant(out, type, -1, i.span()) : null;
      case XOR -> {
        if (b == 0) {
          yield i.a();
        }
        yield allOnes
            ? add(out, new Instr.Unary(fresh.value(type), UnaryOp.NOT, i.a(), i.span()))
            : null;
      }
      default -> null;
    };
  }

  private Value log2(List<Instr> out, long power, Span span) {
    return constant(out, Type.I32, Long.numberOfTrailingZeros(power), span);
  }

  /** {@code (x + c) + b} is {@code x + (c + b)}. */
  private @Nullable Value addTwice(Instr.Binary i, Type type, long b, List<Instr> out) {
    if (definitions.get(i.a()) instanceof Instr.Binary inner && inner.op() == BinaryOp.ADD) {
      Long c = bits(inner.b());
      if (c != null) {
        return binary(out, BinaryOp.ADD, inner.a(), constant(out, type, c + b, i.span()), i.span());
      }
    }
    return null;
  }

  private @Nullable Value ternary(Instr.Ternary t, List<Instr> out) {
    Long a = bits(t.a());
    Long b = bits(t.b());
    Long c = bits(t.c());
    if (t.op() == TernaryOp.FMA) {
      Long folded =
          (a == null || b == null || c == null)
              ? null
              : ConstantFolder.fma(t.result().type(), a, b, c);
      return folded == null ? null : constant(out, t.result().type(), folded, t.span());
    }
    if (a != null) {
      return a != 0 ? t.b() : t.c();
    }
    if (t.b().equals(t.c())) {
      return t.b();
    }
    if (t.result().type() == Type.I1 && b != null && c != null) {
      if (b.equals(c)) {
        return t.b();
      }
      return b != 0
          ? t.a()
          : add(out, new Instr.Unary(fresh.value(Type.I1), UnaryOp.NOT, t.a(), t.span()));
    }
    return null;
  }

  private @Nullable Value compare(Instr.Compare i, List<Instr> out) {
    Type type = i.a().type();
    Long a = bits(i.a());
    Long b = bits(i.b());
    Boolean folded =
        (a == null || b == null || type.isPointer())
            ? null
            : ConstantFolder.compare(i.op(), type, a, b);
    if (folded != null) {
      return constant(out, Type.I1, folded ? 1 : 0, i.span());
    }
    if (!type.isFloat() && i.a().equals(i.b())) {
      boolean holds =
          switch (i.op()) {
            case EQ, LE, GE, ULE, UGE -> true;
            case NE, LT, GT, ULT, UGT -> false;
          };
      return constant(out, Type.I1, holds ? 1 : 0, i.span());
    }
    if (a != null && b == null) {
      return add(
          out, new Instr.Compare(fresh.value(Type.I1), swapped(i.op()), i.b(), i.a(), i.span()));
    }
    boolean equality = i.op() == CompareOp.EQ || i.op() == CompareOp.NE;
    if (b == null || !equality) {
      return null;
    }
    Value truth = type == Type.I1 ? i.a() : b <= 1 && b >= 0 ? widenedTruth(i.a()) : null;
    if (truth == null) {
      return null;
    }
    boolean same = (b != 0) == (i.op() == CompareOp.EQ);
    return same
        ? truth
        : add(out, new Instr.Unary(fresh.value(Type.I1), UnaryOp.NOT, truth, i.span()));
  }

  /** The I1 that was widened to {@code v}, or null. */
  private @Nullable Value widenedTruth(Value v) {
    return definitions.get(v) instanceof Instr.Convert c
            && c.op() == ConvertOp.ZEXT
            && c.a().type() == Type.I1
        ? c.a()
        : null;
  }

  private static CompareOp swapped(CompareOp op) {
    return switch (op) {
      case EQ -> CompareOp.EQ;
      case NE -> CompareOp.NE;
      case LT -> CompareOp.GT;
      case LE -> CompareOp.GE;
      case GT -> CompareOp.LT;
      case GE -> CompareOp.LE;
      case ULT -> CompareOp.UGT;
      case ULE -> CompareOp.UGE;
      case UGT -> CompareOp.ULT;
      case UGE -> CompareOp.ULE;
    };
  }

  private @Nullable Value convert(Instr.Convert i, List<Instr> out) {
    Type from = i.a().type();
    Type to = i.result().type();
    Long a = bits(i.a());
    Long folded = a == null ? null : ConstantFolder.convert(i.op(), from, to, a);
    if (folded != null) {
      return constant(out, to, folded, i.span());
    }
    if (!(definitions.get(i.a()) instanceof Instr.Convert inner)) {
      return null;
    }
    boolean widened = inner.op() == ConvertOp.SEXT || inner.op() == ConvertOp.ZEXT;
    boolean back = inner.a().type() == to;
    return switch (i.op()) {
      case TRUNC -> widened && back ? inner.a() : null;
      case SEXT, ZEXT ->
          inner.op() == i.op()
              ? add(out, new Instr.Convert(fresh.value(to), i.op(), inner.a(), i.span()))
              : null;
      case BITCAST -> inner.op() == ConvertOp.BITCAST && back ? inner.a() : null;
      case INT_TO_POINTER -> inner.op() == ConvertOp.POINTER_TO_INT && back ? inner.a() : null;
      case POINTER_TO_INT -> inner.op() == ConvertOp.INT_TO_POINTER ? inner.a() : null;
      case SIGNED_TO_FLOAT, UNSIGNED_TO_FLOAT, FLOAT_TO_SIGNED, FLOAT_TO_FLOAT, TO_GENERIC -> null;
    };
  }

  private @Nullable Value ptrAdd(Instr.PtrAdd p, List<Instr> out) {
    Long index = bits(p.index());
    if (index != null && index * p.scale() + p.offset() == 0) {
      return p.pointer();
    }
    if (index != null && (index != 0 || p.scale() != 1)) {
      Value zero = constant(out, Type.I32, 0, p.span());
      long bytes = index * p.scale() + p.offset();
      return add(
          out,
          new Instr.PtrAdd(fresh.value(p.result().type()), p.pointer(), zero, 1, bytes, p.span()));
    }
    if (definitions.get(p.pointer()) instanceof Instr.PtrAdd inner) {
      boolean outerIsConstant = index != null;
      boolean innerIsConstant = bits(inner.index()) != null;
      long offset = p.offset() + inner.offset();
      if (outerIsConstant) {
        return add(
            out,
            new Instr.PtrAdd(
                fresh.value(p.result().type()),
                inner.pointer(),
                inner.index(),
                inner.scale(),
                offset,
                p.span()));
      }
      if (innerIsConstant) {
        offset += constantIndexBytes(inner);
        return add(
            out,
            new Instr.PtrAdd(
                fresh.value(p.result().type()),
                inner.pointer(),
                p.index(),
                p.scale(),
                offset,
                p.span()));
      }
    }
    if (definitions.get(p.index()) instanceof Instr.Convert c
        && c.op() == ConvertOp.SEXT
        && c.a().type() == Type.I32) {
      return add(
          out,
          new Instr.PtrAdd(
              fresh.value(p.result().type()), p.pointer(), c.a(), p.scale(), p.offset(), p.span()));
    }
    return null;
  }

  private long constantIndexBytes(Instr.PtrAdd p) {
    Long index = bits(p.index());
    return index == null ? 0 : index * p.scale();
  }

  private Instr.@Nullable PtrAdd constantStep(Value pointer) {
    return definitions.get(pointer) instanceof Instr.PtrAdd p && bits(p.index()) != null ? p : null;
  }

  private long bytes(Instr.PtrAdd p) {
    return p.offset() + constantIndexBytes(p);
  }

  /** A store with what its pointer adds moved into its offset, or {@code s}. */
  Instr store(Instr.Store s) {
    Instr.PtrAdd p = constantStep(s.pointer());
    return p == null ? s : new Instr.Store(p.pointer(), s.offset() + bytes(p), s.value(), s.span());
  }
}

package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.WireType;

/** Primitive conversions (JLS 5.1) and the change of form between values and memory. */
final class Conversions {
  private Conversions() {}

  static Value convert(FunctionBuilder b, Value v, JType from, JType to) {
    if (from.equals(to) || !(from instanceof Prim f) || !(to instanceof Prim t)) {
      return v;
    }
    boolean floating = f == Prim.FLOAT || f == Prim.DOUBLE;
    return switch (t) {
      case BOOLEAN -> v;
      case BYTE, SHORT, CHAR -> {
        Value i = convert(b, v, f, Prim.INT);
        yield Numeric.widens(f, t) ? i : narrow(b, i, t);
      }
      case INT -> {
        if (floating) {
          yield b.convert(ConvertOp.FLOAT_TO_SIGNED, v, Type.I32);
        }
        yield f == Prim.LONG ? b.convert(ConvertOp.TRUNC, v, Type.I32) : v;
      }
      case LONG ->
          floating
              ? b.convert(ConvertOp.FLOAT_TO_SIGNED, v, Type.I64)
              : b.convert(ConvertOp.SEXT, v, Type.I64);
      case FLOAT ->
          b.convert(floating ? ConvertOp.FLOAT_TO_FLOAT : ConvertOp.SIGNED_TO_FLOAT, v, Type.F32);
      case DOUBLE ->
          b.convert(floating ? ConvertOp.FLOAT_TO_FLOAT : ConvertOp.SIGNED_TO_FLOAT, v, Type.F64);
    };
  }

  /** An I32 wrapped to the range of byte, short or char, as an I32. */
  static Value narrow(FunctionBuilder b, Value i, Prim to) {
    Type memory = to == Prim.BYTE ? Type.I8 : Type.I16;
    ConvertOp widen = to == Prim.CHAR ? ConvertOp.ZEXT : ConvertOp.SEXT;
    return b.convert(widen, b.convert(ConvertOp.TRUNC, i, memory), Type.I32);
  }

  static Value load(FunctionBuilder b, Value pointer, long offset, WireType type) {
    Value v = b.load(type.irType(), pointer, offset);
    return switch (type) {
      case BYTE, SHORT -> b.convert(ConvertOp.SEXT, v, Type.I32);
      case CHAR -> b.convert(ConvertOp.ZEXT, v, Type.I32);
      default -> v;
    };
  }

  static void store(FunctionBuilder b, Value pointer, long offset, WireType type, Value v) {
    Value stored =
        switch (type) {
          case BYTE, SHORT, CHAR -> b.convert(ConvertOp.TRUNC, v, type.irType());
          default -> v;
        };
    b.store(pointer, offset, stored);
  }
}

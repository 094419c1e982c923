package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ptx.pack.WireType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which Java types are values on the device, and of which IR types they consist. */
final class ValueTypes {
  private final TypeIndex index;

  ValueTypes(TypeIndex index) {
    this.index = index;
  }

  /** The IR type of a scalar's value; null for types that are no scalars. */
  @Nullable Type scalar(JType type) {
    return switch (type) {
      case Prim p ->
          switch (p) {
            case BOOLEAN -> Type.I1;
            case BYTE, SHORT, CHAR, INT -> Type.I32;
            case LONG -> Type.I64;
            case FLOAT -> Type.F32;
            case DOUBLE -> Type.F64;
          };
      case ClassType c -> {
        if (c.equals(KnownTypes.ACTOR_REF) || c.equals(KnownTypes.RING_CONTEXT)) {
          yield Type.I64;
        }
        TypeInfo info = index.find(c.binaryName());
        yield info != null && info.isEnum() ? Type.I32 : null;
      }
      default -> null;
    };
  }

  /** How a scalar lies in memory; null for types that do not. */
  @Nullable WireType wire(JType type) {
    return switch (type) {
      case Prim p ->
          switch (p) {
            case BOOLEAN -> WireType.BOOLEAN;
            case BYTE -> WireType.BYTE;
            case SHORT -> WireType.SHORT;
            case CHAR -> WireType.CHAR;
            case INT -> WireType.INT;
            case LONG -> WireType.LONG;
            case FLOAT -> WireType.FLOAT;
            case DOUBLE -> WireType.DOUBLE;
          };
      case ClassType c -> {
        if (c.equals(KnownTypes.ACTOR_REF)) {
          yield WireType.ACTOR;
        }
        TypeInfo info = index.find(c.binaryName());
        yield info != null && info.isEnum() ? WireType.ENUM : null;
      }
      default -> null;
    };
  }

  /** The word of {@link #wire} in layouts. */
  String wireText(JType type) {
    WireType wire = wire(type);
    if (wire == null) {
      throw new IllegalStateException(type.text() + " has no wire type");
    }
    if (wire == WireType.ENUM && type instanceof ClassType c) {
      List<String> constants =
          index.get(c.binaryName()).fields().stream()
              .filter(FieldInfo::isEnumConstant)
              .map(FieldInfo::name)
              .toList();
      return WireType.enumText(c.binaryName(), constants);
    }
    return wire.text();
  }

  @Nullable TypeInfo record(JType type) {
    TypeInfo info = type instanceof ClassType c ? index.find(c.binaryName()) : null;
    return info != null && info.isRecord() ? info : null;
  }

  /**
   * The IR types that hold a value of {@code type}; null when there are none. Arrays take their
   * spaces from {@code spaces} in order.
   */
  @Nullable List<Type> flatten(JType type, List<Space> spaces) {
    List<Type> types = new ArrayList<>();
    int[] next = new int[1];
    return flatten(type, spaces, next, types, 0) ? types : null;
  }

  /** How many arrays are in a value of {@code type}. */
  int arrays(JType type) {
    if (type instanceof ArrayType) {
      return 1;
    }
    TypeInfo record = record(type);
    return record == null ? 0 : record.components().stream().mapToInt(c -> arrays(c.type())).sum();
  }

  boolean flatten(JType type, List<Space> spaces, int[] next, List<Type> into, int depth) {
    if (type == JType.Special.VOID) {
      return true;
    }
    Type scalar = scalar(type);
    if (scalar != null) {
      into.add(scalar);
      return true;
    }
    if (type instanceof ArrayType a) {
      if (wire(a.element()) == null || next[0] >= spaces.size()) {
        return false;
      }
      into.add(Type.pointer(spaces.get(next[0]++)));
      into.add(Type.I32);
      return true;
    }
    TypeInfo record = record(type);
    if (record == null || depth > 8) {
      return false;
    }
    for (FieldInfo c : record.components()) {
      if (!flatten(c.type(), spaces, next, into, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** The value made of a function's parameters from {@code next[0]} on. */
  Rep fromParams(FunctionBuilder b, JType type, int[] next) {
    if (type instanceof ArrayType a) {
      return new Rep.Array(b.param(next[0]++), b.param(next[0]++), a.element());
    }
    TypeInfo record = record(type);
    if (record != null) {
      List<Rep> parts = new ArrayList<>();
      for (FieldInfo c : record.components()) {
        parts.add(fromParams(b, c.type(), next));
      }
      return new Rep.Struct(record, parts);
    }
    return new Rep.Scalar(b.param(next[0]++));
  }

  /** The value made of {@code values} from {@code next[0]} on; no arrays. */
  Rep fromValues(JType type, List<dev.ringkernel.ir.Value> values, int[] next) {
    if (type == JType.Special.VOID) {
      return new Rep.Nothing();
    }
    TypeInfo record = record(type);
    if (record != null) {
      List<Rep> parts = new ArrayList<>();
      for (FieldInfo c : record.components()) {
        parts.add(fromValues(c.type(), values, next));
      }
      return new Rep.Struct(record, parts);
    }
    return new Rep.Scalar(values.get(next[0]++));
  }

  /** The zero of a type without arrays; null for other types. */
  @Nullable Rep zero(FunctionBuilder b, JType type) {
    Type scalar = scalar(type);
    if (scalar != null) {
      return new Rep.Scalar(b.constant(scalar, 0));
    }
    TypeInfo record = record(type);
    if (record == null) {
      return null;
    }
    List<Rep> parts = new ArrayList<>();
    for (FieldInfo c : record.components()) {
      Rep part = zero(b, c.type());
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return new Rep.Struct(record, parts);
  }
}

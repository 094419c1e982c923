package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.Type;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Java values as the bits that the IR has for them. NaNs are Java's canonical one. */
final class Bits {
  private Bits() {}

  static List<Long> of(Object value) {
    List<Long> bits = new ArrayList<>();
    add(value, bits);
    return bits;
  }

  private static void add(Object value, List<Long> into) {
    switch (value) {
      case null -> {}
      case Boolean b -> into.add(b ? 1L : 0L);
      case Character c -> into.add((long) c);
      case Float f -> into.add(Float.floatToIntBits(f) & 0xffffffffL);
      case Double d -> into.add(Double.doubleToLongBits(d));
      case Enum<?> e -> into.add((long) e.ordinal());
      case Number n -> into.add(n.longValue());
      case Record r -> {
        try {
          for (RecordComponent c : r.getClass().getRecordComponents()) {
            c.getAccessor().setAccessible(true);
            add(c.getAccessor().invoke(r), into);
          }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      default -> throw new IllegalStateException("no bits for " + value.getClass());
    }
  }

  static List<Long> ofArray(Object array) {
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      add(Array.get(array, i), bits);
    }
    return bits;
  }

  static Type memory(Class<?> element) {
    return switch (element.getName()) {
      case "boolean" -> Type.I1;
      case "byte" -> Type.I8;
      case "short", "char" -> Type.I16;
      case "int" -> Type.I32;
      case "long" -> Type.I64;
      case "float" -> Type.F32;
      case "double" -> Type.F64;
      default -> Type.I32;
    };
  }
}

package dev.ringkernel.compiler.front;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An annotation on a declaration, with the values that are written there. */
record Annotated(String typeName, Supplier<Map<String, Object>> written) {
  /** The value of an enum constant. */
  record EnumValue(String typeName, String constant) {}

  /** The value of a class literal. */
  record ClassValue(JType type) {}

  /**
   * The written value of an element: a boxed constant, a {@link String}, an {@link EnumValue}, a
   * {@link ClassValue} or a {@link List} of them; null when it is left to its default.
   */
  @Nullable Object value(String element) {
    return written.get().get(element);
  }

  static @Nullable Annotated find(List<Annotated> annotations, String typeName) {
    for (Annotated a : annotations) {
      if (a.typeName.equals(typeName)) {
        return a;
      }
    }
    return null;
  }

  String string(String element, String otherwise) {
    return value(element) instanceof String s ? s : otherwise;
  }

  int integer(String element, int otherwise) {
    return value(element) instanceof Integer i ? i : otherwise;
  }

  boolean flag(String element, boolean otherwise) {
    return value(element) instanceof Boolean b ? b : otherwise;
  }
}

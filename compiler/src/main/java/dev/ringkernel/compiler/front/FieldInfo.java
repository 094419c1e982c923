package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.Node;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field, enum constant or record component.
 *
 * @param owner binary name of the declaring type
 * @param constant computes the value of a constant variable (JLS 4.12.4), or null when it is none
 * @param ordinal position among the enum constants; -1 for other fields
 * @param declaration the declarator, enum constant or component in the source; null from a class
 *     file
 */
record FieldInfo(
    String owner,
    String name,
    JType type,
    int flags,
    List<Annotated> annotations,
    Supplier<@Nullable Object> constant,
    int ordinal,
    @Nullable Node declaration)
    implements Symbol {

  boolean isStatic() {
    return Modifier.isStatic(flags);
  }

  boolean isFinal() {
    return Modifier.isFinal(flags);
  }

  boolean isEnumConstant() {
    return ordinal >= 0;
  }

  @Nullable Annotated annotation(String typeName) {
    return Annotated.find(annotations, typeName);
  }

  @Override
  public String toString() {
    return owner + "." + name;
  }
}

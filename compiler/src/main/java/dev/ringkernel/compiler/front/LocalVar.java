package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local variable or parameter. Identity is the declaration's. */
final class LocalVar implements Symbol {
  private final String name;
  private final JType type;
  private final List<Annotated> annotations;
  private final @Nullable Object constant;
  private final Node declaration;

  LocalVar(
      String name,
      JType type,
      List<Annotated> annotations,
      @Nullable Object constant,
      Node declaration) {
    this.name = name;
    this.type = type;
    this.annotations = annotations;
    this.constant = constant;
    this.declaration = declaration;
  }

  String name() {
    return name;
  }

  JType type() {
    return type;
  }

  List<Annotated> annotations() {
    return annotations;
  }

  /** The value of a final local with a constant initializer. */
  @Nullable Object constant() {
    return constant;
  }

  Node declaration() {
    return declaration;
  }

  @Override
  public String toString() {
    return name;
  }
}

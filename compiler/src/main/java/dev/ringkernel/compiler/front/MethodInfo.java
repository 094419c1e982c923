package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.body.CallableDeclaration;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor ({@code <init>}).
 *
 * @param owner the declaring type
 * @param declaration its source; null from a class file and for what the language adds (accessors,
 *     canonical constructors, {@code values})
 */
record MethodInfo(
    TypeInfo owner,
    String name,
    List<ParamInfo> params,
    JType result,
    int flags,
    boolean varargs,
    List<Annotated> annotations,
    @Nullable CallableDeclaration<?> declaration)
    implements Symbol {

  /** A parameter. */
  record ParamInfo(String name, JType type, List<Annotated> annotations) {}

  boolean isStatic() {
    return Modifier.isStatic(flags);
  }

  boolean isAbstract() {
    return Modifier.isAbstract(flags);
  }

  boolean isPrivate() {
    return Modifier.isPrivate(flags);
  }

  boolean isFinal() {
    return Modifier.isFinal(flags);
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  List<JType> paramTypes() {
    return params.stream().map(ParamInfo::type).toList();
  }

  @Nullable Annotated annotation(String typeName) {
    return Annotated.find(annotations, typeName);
  }

  /** {@code pkg.Class.method(int,long)}: unique among all methods. */
  String signature() {
    return owner.binaryName()
        + "."
        + name
        + paramTypes().stream().map(JType::text).collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof MethodInfo m && signature().equals(m.signature());
  }

  @Override
  public int hashCode() {
    return signature().hashCode();
  }

  @Override
  public String toString() {
    return signature();
  }
}

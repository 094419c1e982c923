package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What type names mean (JLS 6.5.5), as seen from a place in a source file. */
final class TypeNames {
  private final TypeIndex index;

  TypeNames(TypeIndex index) {
    this.index = index;
  }

  /**
   * The erased type that {@code type} denotes; {@link Special#ERROR} where a name means nothing.
   */
  JType resolve(Type type, SourceFile file, @Nullable TypeInfo enclosing) {
    return switch (type) {
      case PrimitiveType p ->
          switch (p.getType()) {
            case BOOLEAN -> Prim.BOOLEAN;
            case BYTE -> Prim.BYTE;
            case SHORT -> Prim.SHORT;
            case CHAR -> Prim.CHAR;
            case INT -> Prim.INT;
            case LONG -> Prim.LONG;
            case FLOAT -> Prim.FLOAT;
            case DOUBLE -> Prim.DOUBLE;
          };
      case ArrayType a -> {
        JType element = resolve(a.getComponentType(), file, enclosing);
        yield element.isError() ? element : new JType.ArrayType(element);
      }
      case ClassOrInterfaceType c -> named(c, file, enclosing);
      default -> type.isVoidType() ? Special.VOID : Special.ERROR;
    };
  }

  private JType named(ClassOrInterfaceType type, SourceFile file, @Nullable TypeInfo enclosing) {
    if (type.getScope().isEmpty()) {
      TypeParameter variable = typeVariable(type, type.getNameAsString());
      if (variable != null) {
        return variable.getTypeBound().isEmpty()
            ? JType.OBJECT
            : resolve(variable.getTypeBound().get(0), file, enclosing);
      }
      TypeInfo found = simple(type.getNameAsString(), file, enclosing);
      return found == null ? Special.ERROR : found.type();
    }
    ClassOrInterfaceType scope = type.getScope().get();
    if (named(scope, file, enclosing) instanceof JType.ClassType outer) {
      TypeInfo member = member(index.get(outer.binaryName()), type.getNameAsString());
      return member == null ? Special.ERROR : member.type();
    }
    TypeInfo found = index.findCanonical(type.getNameWithScope());
    return found == null ? Special.ERROR : found.type();
  }

  private static @Nullable TypeParameter typeVariable(Node at, String name) {
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof NodeWithTypeParameters<?> declared) {
        for (TypeParameter p : declared.getTypeParameters()) {
          if (p.getNameAsString().equals(name)) {
            return p;
          }
        }
      }
    }
    return null;
  }

  /** The type that a simple name denotes in {@code enclosing}; null where it denotes none. */
  @Nullable TypeInfo simple(String name, SourceFile file, @Nullable TypeInfo enclosing) {
    for (TypeInfo t = enclosing; t != null; t = t.outer() == null ? null : index.find(t.outer())) {
      if (t.simpleName().equals(name)) {
        return t;
      }
      TypeInfo member = member(t, name);
      if (member != null) {
        return member;
      }
    }
    CompilationUnit unit = file.tree();
    if (unit == null) {
      return null;
    }
    for (ImportDeclaration i : unit.getImports()) {
      if (!i.isAsterisk() && !i.isModule() && i.getName().getIdentifier().equals(name)) {
        TypeInfo imported = index.findCanonical(i.getNameAsString());
        if (imported != null) {
          return imported;
        }
      }
    }
    String packageName = file.packageName();
    TypeInfo samePackage = index.find(packageName.isEmpty() ? name : packageName + "." + name);
    if (samePackage != null) {
      return samePackage;
    }
    for (ImportDeclaration i : unit.getImports()) {
      if (i.isAsterisk()) {
        TypeInfo imported = index.find(i.getNameAsString() + "." + name);
        if (imported == null) {
          TypeInfo outer = index.findCanonical(i.getNameAsString());
          imported = outer == null ? null : member(outer, name);
        }
        if (imported != null) {
          return imported;
        }
      }
    }
    return index.find("java.lang." + name);
  }

  /** The member type {@code name} of {@code type}, inherited ones too; null where there is none. */
  @Nullable TypeInfo member(TypeInfo type, String name) {
    String declared = type.memberTypes().get(name);
    if (declared != null) {
      return index.find(declared);
    }
    Deque<TypeInfo> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    // A type's own header is being read when its supertypes' names are looked up in it.
    if (!type.headerIsBeingRead()) {
      open.add(type);
    }
    while (!open.isEmpty()) {
      TypeInfo t = open.poll();
      if (!seen.add(t.binaryName())) {
        continue;
      }
      String nested = t.memberTypes().get(name);
      if (nested != null) {
        return index.find(nested);
      }
      if (t.headerIsBeingRead()) {
        continue;
      }
      String superName = t.members().superName();
      TypeInfo superType = superName == null ? null : index.find(superName);
      if (superType != null) {
        open.add(superType);
      }
      for (String i : t.members().interfaces()) {
        TypeInfo ifc = index.find(i);
        if (ifc != null) {
          open.add(ifc);
        }
      }
    }
    return null;
  }
}

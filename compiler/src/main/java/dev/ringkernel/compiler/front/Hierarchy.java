package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subtyping, inherited members and the choice among overloads (JLS 4.10, 8.4.8, 15.12.2), all on
 * erased types.
 */
final class Hierarchy {
  private final TypeIndex index;

  Hierarchy(TypeIndex index) {
    this.index = index;
  }

  /** The outcome of overload resolution. */
  sealed interface Choice {
    record Found(MethodInfo method) implements Choice {}

    record Ambiguous(MethodInfo one, MethodInfo other) implements Choice {}

    /** No candidate takes the arguments without boxing and varargs. */
    record None(List<MethodInfo> candidates) implements Choice {}
  }

  /** The type, its superclasses and all interfaces of these; classes first. */
  List<TypeInfo> supertypes(TypeInfo type) {
    Set<String> seen = new LinkedHashSet<>();
    List<TypeInfo> classes = new ArrayList<>();
    for (TypeInfo t = type; t != null && seen.add(t.binaryName()); ) {
      classes.add(t);
      String superName = t.members().superName();
      t = superName == null ? null : index.find(superName);
    }
    List<TypeInfo> all = new ArrayList<>(classes);
    for (int i = 0; i < all.size(); i++) {
      for (String name : all.get(i).members().interfaces()) {
        TypeInfo ifc = seen.add(name) ? index.find(name) : null;
        if (ifc != null) {
          all.add(ifc);
        }
      }
    }
    if (type.isInterface()) {
      TypeInfo object = index.find("java.lang.Object");
      if (object != null) {
        all.add(object);
      }
    }
    return all;
  }

  @Nullable FieldInfo field(TypeInfo type, String name) {
    for (TypeInfo t : supertypes(type)) {
      for (FieldInfo f : t.fields()) {
        if (f.name().equals(name)) {
          return f;
        }
      }
    }
    return null;
  }

  /** Member methods of a name, without those that are overridden. */
  List<MethodInfo> methods(TypeInfo type, String name) {
    List<MethodInfo> found = new ArrayList<>();
    for (TypeInfo t : supertypes(type)) {
      for (MethodInfo m : t.methods()) {
        boolean inherited = t == type || !m.isPrivate();
        if (m.name().equals(name)
            && inherited
            && found.stream().noneMatch(f -> f.paramTypes().equals(m.paramTypes()))) {
          found.add(m);
        }
      }
    }
    return found;
  }

  boolean isSubtype(JType a, JType b) {
    if (a.equals(b) || a.isError() || b.isError()) {
      return true;
    }
    if (a instanceof Prim x && b instanceof Prim y) {
      return Numeric.widens(x, y);
    }
    if (a == Special.NULL) {
      return b instanceof ClassType || b instanceof ArrayType;
    }
    if (a instanceof ArrayType x) {
      if (b instanceof ArrayType y) {
        return !(x.element() instanceof Prim)
            && !(y.element() instanceof Prim)
            && isSubtype(x.element(), y.element());
      }
      return b.equals(JType.OBJECT)
          || b.equals(new ClassType("java.lang.Cloneable"))
          || b.equals(new ClassType("java.io.Serializable"));
    }
    if (a instanceof ClassType x && b instanceof ClassType y) {
      if (y.equals(JType.OBJECT)) {
        return true;
      }
      TypeInfo type = index.find(x.binaryName());
      return type != null
          && supertypes(type).stream().anyMatch(t -> t.binaryName().equals(y.binaryName()));
    }
    return false;
  }

  /** Chooses among methods of one name; arguments of type error agree with every parameter. */
  Choice choose(List<MethodInfo> candidates, List<JType> args) {
    List<MethodInfo> applicable = new ArrayList<>();
    for (MethodInfo m : candidates) {
      if (m.params().size() == args.size() && takes(m, args)) {
        applicable.add(m);
      }
    }
    if (applicable.isEmpty()) {
      return new Choice.None(candidates);
    }
    MethodInfo best = null;
    for (MethodInfo m : applicable) {
      if (applicable.stream().allMatch(o -> o == m || takes(o, m.paramTypes()))) {
        if (best == null || (best.isAbstract() && !m.isAbstract())) {
          best = m;
        }
      }
    }
    return best == null
        ? new Choice.Ambiguous(applicable.get(0), applicable.get(1))
        : new Choice.Found(best);
  }

  private boolean takes(MethodInfo m, List<JType> args) {
    for (int i = 0; i < args.size(); i++) {
      if (!isSubtype(args.get(i), m.params().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** True when the primitive's wrapper class, or a supertype of it, stands on one side only. */
  boolean needsBoxing(JType from, JType to) {
    if (from instanceof Prim p && to instanceof ClassType c) {
      return isSubtype(new ClassType(p.box()), c);
    }
    return from instanceof ClassType c && to instanceof Prim && unboxed(c) != null;
  }

  /** The primitive that a wrapper class boxes. */
  static @Nullable Prim unboxed(JType type) {
    for (Prim p : Prim.values()) {
      if (type instanceof ClassType c && c.binaryName().equals(p.box())) {
        return p;
      }
    }
    return null;
  }
}

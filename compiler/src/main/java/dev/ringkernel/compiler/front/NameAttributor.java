package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What simple and qualified names mean (JLS 6.5): variables before types before packages. */
final class NameAttributor {
  private final Attributor a;

  NameAttributor(Attributor attributor) {
    this.a = attributor;
  }

  /** The variable that {@code n} denotes. */
  JType name(NameExpr n) {
    Symbol found = variable(n.getNameAsString());
    if (found == null) {
      return a.refuse(UNKNOWN_NAME, n, n.getNameAsString());
    }
    return use(n, found, true);
  }

  /**
   * A local variable, a field in an enclosing type, or a static import; null where there is none.
   */
  private @Nullable Symbol variable(String name) {
    LocalVar local = a.scope.find(name);
    if (local != null) {
      return local;
    }
    for (TypeInfo t = a.enclosing;
        t != null;
        t = t.outer() == null ? null : a.index.find(t.outer())) {
      FieldInfo field = a.hierarchy.field(t, name);
      if (field != null) {
        return field;
      }
    }
    for (TypeInfo t : staticallyImported(name)) {
      FieldInfo field = a.hierarchy.field(t, name);
      if (field != null && field.isStatic()) {
        return field;
      }
    }
    return null;
  }

  /**
   * Types whose static members {@code name} a static import makes visible: single imports first.
   */
  List<TypeInfo> staticallyImported(String name) {
    List<TypeInfo> types = new ArrayList<>();
    CompilationUnit unit = a.file.tree();
    if (unit == null) {
      return types;
    }
    for (boolean onDemand : new boolean[] {false, true}) {
      for (ImportDeclaration i : unit.getImports()) {
        if (!i.isStatic() || i.isAsterisk() != onDemand) {
          continue;
        }
        String imported = i.getNameAsString();
        if (!onDemand) {
          int dot = imported.lastIndexOf('.');
          if (!imported.substring(dot + 1).equals(name)) {
            continue;
          }
          imported = imported.substring(0, dot);
        }
        TypeInfo type = a.index.findCanonical(imported);
        if (type != null) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private JType use(Expression at, Symbol symbol, boolean unqualified) {
    a.out.symbol(at, symbol);
    return switch (symbol) {
      case LocalVar v -> {
        a.out.constant(at, v.constant());
        yield v.type().isString() && !a.stringsAllowed() ? a.refuse(STRING, at) : v.type();
      }
      case FieldInfo f -> field(at, f, unqualified);
      case TypeInfo t -> a.refuse(UNKNOWN_NAME, at, t.simpleName());
      case MethodInfo m -> a.refuse(UNKNOWN_NAME, at, m.name());
      case Symbol.ArrayLength l -> Prim.INT;
      case Symbol.PackageName p -> a.refuse(UNKNOWN_NAME, at, p.name());
    };
  }

  private JType field(Expression at, FieldInfo f, boolean unqualified) {
    Object constant = f.constant().get();
    a.out.constant(at, constant);
    if (constant instanceof String && !a.stringsAllowed()) {
      return a.refuse(STRING, at);
    }
    if (f.isStatic()) {
      if (constant == null && !f.isEnumConstant()) {
        if (f.isFinal()) {
          a.refuse(STATIC_NOT_CONSTANT, at, f.name());
        } else {
          a.refuse(STATIC_MUTABLE, at, f.name());
        }
        if (!(f.type() instanceof Prim)) {
          return Special.ERROR;
        }
      }
    } else if (unqualified && a.enclosing != null) {
      TypeInfo owner = a.index.find(f.owner());
      if (owner != null && !a.hierarchy.supertypes(a.enclosing).contains(owner)) {
        return a.refuse(OUTER_THIS, at);
      }
    }
    return f.type();
  }

  /** {@code scope.name} where it must be a variable. */
  JType access(FieldAccessExpr f) {
    Symbol qualifier = qualifier(f.getScope());
    String name = f.getNameAsString();
    if (qualifier instanceof TypeInfo t) {
      FieldInfo field = a.hierarchy.field(t, name);
      if (field == null) {
        return a.refuse(UNKNOWN_NAME, f, name);
      }
      return use(f, field, false);
    }
    if (qualifier instanceof Symbol.PackageName p) {
      return a.refuse(UNKNOWN_NAME, f.getScope(), p.name());
    }
    JType type = a.attribute(f.getScope());
    if (type.isError()) {
      return type;
    }
    if (type instanceof ArrayType && name.equals("length")) {
      return use(f, new Symbol.ArrayLength(), false);
    }
    if (type instanceof ClassType c) {
      TypeInfo owner = a.index.find(c.binaryName());
      FieldInfo field = owner == null ? null : a.hierarchy.field(owner, name);
      if (field != null) {
        return use(f, field, false);
      }
    }
    return a.refuse(UNKNOWN_NAME, f, name);
  }

  /**
   * The type or package that {@code e} names as a qualifier; null when it is an expression with a
   * value, which is left to be attributed.
   */
  @Nullable Symbol qualifier(Expression e) {
    Symbol found =
        switch (e) {
          case NameExpr n -> {
            if (variable(n.getNameAsString()) != null) {
              yield null;
            }
            TypeInfo type = a.names.simple(n.getNameAsString(), a.file, a.enclosing);
            yield type != null ? type : new Symbol.PackageName(n.getNameAsString());
          }
          case FieldAccessExpr f -> {
            Symbol scope = qualifier(f.getScope());
            String name = f.getNameAsString();
            yield switch (scope) {
              case TypeInfo t ->
                  a.hierarchy.field(t, name) != null ? null : a.names.member(t, name);
              case Symbol.PackageName p -> {
                String qualified = p.name() + "." + name;
                TypeInfo type = a.index.find(qualified);
                yield type != null ? type : new Symbol.PackageName(qualified);
              }
              case null, default -> null;
            };
          }
          case TypeExpr t ->
              a.names.resolve(t.getType(), a.file, a.enclosing) instanceof ClassType c
                  ? a.index.find(c.binaryName())
                  : null;
          case EnclosedExpr p -> null;
          default -> null;
        };
    if (found != null) {
      a.out.symbol(e, found);
      if (found instanceof TypeInfo t) {
        a.out.type(e, t.type());
      } else {
        a.out.type(e, Special.ERROR);
      }
    }
    return found;
  }
}

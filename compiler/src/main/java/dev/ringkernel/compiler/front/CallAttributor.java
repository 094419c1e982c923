package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Special;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which method or constructor a call means (JLS 15.12). Whether the device can call it is the
 * lowering's question.
 */
final class CallAttributor {
  private final Attributor a;

  CallAttributor(Attributor attributor) {
    this.a = attributor;
  }

  JType call(MethodCallExpr m) {
    String name = m.getNameAsString();
    TypeInfo receiver;
    List<MethodInfo> candidates = List.of();
    if (m.getScope().isEmpty()) {
      receiver = lexical(name);
      if (receiver != null) {
        candidates = a.hierarchy.methods(receiver, name);
      } else {
        candidates = imported(name);
      }
    } else {
      Expression scope = m.getScope().get();
      if (scope instanceof SuperExpr) {
        arguments(m.getArguments());
        return a.refuse(SUPER, m);
      }
      Symbol qualifier = a.nameAttributor().qualifier(scope);
      if (qualifier instanceof TypeInfo t) {
        receiver = t;
        candidates = a.hierarchy.methods(t, name).stream().filter(MethodInfo::isStatic).toList();
      } else if (qualifier instanceof Symbol.PackageName p) {
        arguments(m.getArguments());
        return a.refuse(UNKNOWN_NAME, scope, p.name());
      } else {
        JType type = a.attribute(scope);
        if (type.isError()) {
          arguments(m.getArguments());
          return type;
        }
        if (!(type instanceof ClassType c)) {
          arguments(m.getArguments());
          return type instanceof ArrayType
              ? a.refuse(NO_DEVICE_FORM, m, type.text() + "." + name + "()")
              : a.refuse(BAD_OPERAND, scope, "." + name + "()", type.text());
        }
        receiver = a.index.find(c.binaryName());
        if (receiver != null) {
          candidates = a.hierarchy.methods(receiver, name);
        }
      }
    }
    List<JType> args = arguments(m.getArguments());
    MethodInfo chosen = choose(m, name, candidates, args, m.getArguments());
    if (chosen == null) {
      return Special.ERROR;
    }
    a.out.symbol(m, chosen);
    return chosen.result();
  }

  private @Nullable TypeInfo lexical(String name) {
    for (TypeInfo t = a.enclosing;
        t != null;
        t = t.outer() == null ? null : a.index.find(t.outer())) {
      if (!a.hierarchy.methods(t, name).isEmpty()) {
        return t;
      }
    }
    return null;
  }

  private List<MethodInfo> imported(String name) {
    List<MethodInfo> found = new ArrayList<>();
    for (TypeInfo t : a.nameAttributor().staticallyImported(name)) {
      for (MethodInfo m : a.hierarchy.methods(t, name)) {
        if (m.isStatic() && !found.contains(m)) {
          found.add(m);
        }
      }
    }
    return found;
  }

  private List<JType> arguments(List<Expression> args) {
    List<JType> types = new ArrayList<>();
    for (Expression e : args) {
      types.add(a.attribute(e));
    }
    return types;
  }

  private @Nullable MethodInfo choose(
      Expression at,
      String name,
      List<MethodInfo> candidates,
      List<JType> args,
      List<Expression> written) {
    if (candidates.isEmpty()) {
      if (args.stream().noneMatch(JType::isError)) {
        a.refuse(UNKNOWN_METHOD, at, name, texts(args));
      } else if (a.diagnostics.count() == 0) {
        throw new IllegalStateException(
            "an argument of " + at + " is wrong but nothing was reported");
      }
      return null;
    }
    return switch (a.hierarchy.choose(candidates, args)) {
      case Hierarchy.Choice.Found f -> f.method();
      case Hierarchy.Choice.Ambiguous two -> {
        // A wrong argument agrees with every overload: it has been reported.
        if (args.stream().noneMatch(JType::isError)) {
          a.refuse(AMBIGUOUS_CALL, at, two.one().signature(), two.other().signature());
        }
        yield null;
      }
      case Hierarchy.Choice.None none -> {
        if (args.stream().noneMatch(JType::isError)) {
          refuseCall(at, name, none.candidates(), args, written);
        }
        yield null;
      }
    };
  }

  private void refuseCall(
      Expression at,
      String name,
      List<MethodInfo> candidates,
      List<JType> args,
      List<Expression> written) {
    for (MethodInfo m : candidates) {
      if (m.params().size() == args.size()) {
        for (int i = 0; i < args.size(); i++) {
          JType to = m.params().get(i).type();
          if (a.hierarchy.needsBoxing(args.get(i), to)) {
            a.refuse(
                BOXED,
                written.get(i),
                (args.get(i) instanceof ClassType ? args.get(i) : to).text());
            return;
          }
        }
      }
    }
    if (candidates.stream().anyMatch(MethodInfo::varargs)) {
      a.refuse(VARARGS, at, name);
      return;
    }
    a.refuse(UNKNOWN_METHOD, at, name, texts(args));
  }

  private static String texts(List<JType> types) {
    return types.stream().map(JType::text).collect(Collectors.joining(", "));
  }

  JType create(ObjectCreationExpr c) {
    if (c.getScope().isPresent()) {
      return a.refuse(OUTER_THIS, c);
    }
    JType type = a.resolve(c.getType());
    List<JType> args = arguments(c.getArguments());
    if (c.getAnonymousClassBody().isPresent()) {
      return a.refuse(LOCAL_CLASS, c);
    }
    if (!(type instanceof ClassType t)) {
      return type;
    }
    if (type.isString()) {
      return a.refuse(STRING, c);
    }
    if (Hierarchy.unboxed(type) != null) {
      return a.refuse(BOXED, c, type.text());
    }
    TypeInfo info = a.index.get(t.binaryName());
    boolean thrown = a.hierarchy.isSubtype(type, new ClassType("java.lang.Throwable"));
    if (!info.isRecord() && !(thrown && a.stringsAllowed())) {
      return a.refuse(ALLOCATION, c, type.text());
    }
    if (thrown) {
      return type;
    }
    List<MethodInfo> constructors =
        info.methods().stream().filter(MethodInfo::isConstructor).toList();
    MethodInfo chosen = choose(c, info.simpleName(), constructors, args, c.getArguments());
    if (chosen == null) {
      return Special.ERROR;
    }
    a.out.symbol(c, chosen);
    return type;
  }
}

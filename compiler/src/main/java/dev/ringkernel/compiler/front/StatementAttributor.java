package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.*;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes statements and keeps the scopes of local variables (JLS 14, 6.3). */
final class StatementAttributor {
  private final Attributor a;
  private JType result = Special.VOID;

  /**
   * The value type of each switch expression that is being attributed, and what its results had.
   */
  private final Deque<Yields> yields = new ArrayDeque<>();

  private static final class Yields {
    final @Nullable JType target;
    final Expression whole;
    @Nullable JType type;
    @Nullable Object constant;

    Yields(@Nullable JType target, Expression whole) {
      this.target = target;
      this.whole = whole;
    }
  }

  StatementAttributor(Attributor attributor) {
    this.a = attributor;
  }

  /** Attributes a method's parameters and body. */
  void method(MethodInfo m) {
    CallableDeclaration<?> d = m.declaration();
    if (d == null) {
      throw new IllegalStateException(m + " has no source");
    }
    result = m.result();
    for (int i = 0; i < m.params().size(); i++) {
      Parameter p = d.getParameter(i);
      MethodInfo.ParamInfo info = m.params().get(i);
      if (info.type().isError()) {
        a.refuse(UNKNOWN_TYPE, p.getType(), p.getType().asString());
      }
      declare(p, new LocalVar(info.name(), info.type(), info.annotations(), null, p));
    }
    if (d instanceof MethodDeclaration method) {
      if (result.isError()) {
        a.refuse(UNKNOWN_TYPE, method.getType(), method.getTypeAsString());
      }
      method.getBody().ifPresent(this::statement);
    } else if (d instanceof ConstructorDeclaration c) {
      statement(c.getBody());
    }
  }

  private void declare(Node declaration, LocalVar local) {
    a.out.local(declaration, local);
    a.scope.declare(local);
  }

  void declare(VariableDeclarationExpr v) {
    for (VariableDeclarator d : v.getVariables()) {
      Expression init = d.getInitializer().orElse(null);
      JType type;
      if (d.getType().isVarType()) {
        type = init == null ? Special.ERROR : a.attribute(init);
        if (type == Special.NULL || type == Special.VOID) {
          type = a.refuse(NOT_ASSIGNABLE, d, type.text(), "var");
        }
        declare(d, new LocalVar(d.getNameAsString(), type, List.of(), constant(v, init, type), d));
        continue;
      }
      type = a.resolve(d.getType());
      if (init != null) {
        // The variable is in scope in its own initializer, but javac has seen that it is not read
        // there.
        JType from = a.attribute(init, type);
        boolean ok = a.checkAssignable(init, from, type) && !from.isError();
        if (!ok && !(type instanceof Prim)) {
          type = Special.ERROR;
        }
      }
      declare(d, new LocalVar(d.getNameAsString(), type, List.of(), constant(v, init, type), d));
    }
  }

  private @Nullable Object constant(
      VariableDeclarationExpr v, @Nullable Expression init, JType type) {
    if (init == null || !SourceTypes.isFinal(v)) {
      return null;
    }
    Object value = a.out.constant(init);
    return value == null ? null : Constants.cast(value, type);
  }

  void statement(Statement s) {
    switch (s) {
      case BlockStmt b -> block(b.getStatements());
      case ExpressionStmt e -> a.attribute(e.getExpression());
      case IfStmt i -> {
        a.condition(i.getCondition());
        scoped(i.getThenStmt());
        i.getElseStmt().ifPresent(this::scoped);
      }
      case WhileStmt w -> {
        a.condition(w.getCondition());
        scoped(w.getBody());
      }
      case DoStmt d -> {
        scoped(d.getBody());
        a.condition(d.getCondition());
      }
      case ForStmt f -> {
        a.scope.enter();
        f.getInitialization().forEach(a::attribute);
        f.getCompare().ifPresent(a::condition);
        f.getUpdate().forEach(a::attribute);
        scoped(f.getBody());
        a.scope.leave();
      }
      case ForEachStmt f -> forEach(f);
      case SwitchStmt w -> switchStatement(w);
      case ReturnStmt r -> {
        if (r.getExpression().isPresent()) {
          Expression e = r.getExpression().get();
          a.checkAssignable(e, a.attribute(e, result), result);
        }
      }
      case YieldStmt y -> yielded(y.getExpression());
      case LabeledStmt l -> statement(l.getStatement());
      case AssertStmt c -> {
        a.condition(c.getCheck());
        a.textDepth++;
        c.getMessage().ifPresent(a::attribute);
        a.textDepth--;
      }
      case ThrowStmt t -> {
        a.textDepth++;
        a.attribute(t.getExpression());
        a.textDepth--;
        if (!t.getExpression().isObjectCreationExpr()) {
          a.refuse(THROW_VALUE, t.getExpression());
        }
      }
      case TryStmt t -> a.refuse(TRY, t);
      case SynchronizedStmt y -> a.refuse(SYNCHRONIZED, y);
      case LocalClassDeclarationStmt c -> a.refuse(LOCAL_CLASS, c);
      case LocalRecordDeclarationStmt r -> a.refuse(LOCAL_CLASS, r);
      case BreakStmt b -> {}
      case ContinueStmt c -> {}
      case EmptyStmt e -> {}
      default -> throw new IllegalStateException("no rule for " + s.getClass() + ": " + s);
    }
  }

  private void block(List<Statement> statements) {
    a.scope.enter();
    statements.forEach(this::statement);
    a.scope.leave();
  }

  private void scoped(Statement s) {
    a.scope.enter();
    statement(s);
    a.scope.leave();
  }

  private void forEach(ForEachStmt f) {
    JType of = a.attribute(f.getIterable());
    a.scope.enter();
    VariableDeclarator d = f.getVariableDeclarator();
    JType element = of instanceof ArrayType t ? t.element() : Special.ERROR;
    if (!of.isError() && !(of instanceof ArrayType)) {
      a.refuse(ITERABLE, f.getIterable(), of.text());
    }
    JType type = d.getType().isVarType() ? element : a.resolve(d.getType());
    if (!element.isError() && !a.hierarchy.isSubtype(element, type)) {
      a.refuse(
          a.hierarchy.needsBoxing(element, type) ? BOXED : NOT_ASSIGNABLE,
          d,
          boxedOr(element, type));
    }
    declare(d, new LocalVar(d.getNameAsString(), type, List.of(), null, d));
    scoped(f.getBody());
    a.scope.leave();
  }

  private String[] boxedOr(JType from, JType to) {
    return a.hierarchy.needsBoxing(from, to)
        ? new String[] {to.text()}
        : new String[] {from.text(), to.text()};
  }

  private void switchStatement(SwitchStmt s) {
    JType selector = selector(s.getSelector(), s.getEntries());
    a.scope.enter();
    for (SwitchEntry e : s.getEntries()) {
      labels(e, selector);
      boolean arrow = e.getType() != SwitchEntry.Type.STATEMENT_GROUP;
      if (arrow) {
        block(e.getStatements());
      } else {
        e.getStatements().forEach(this::statement);
      }
    }
    a.scope.leave();
  }

  JType switchExpression(SwitchExpr s, @Nullable JType target) {
    JType selector = selector(s.getSelector(), s.getEntries());
    Yields y = new Yields(target, s);
    yields.push(y);
    a.scope.enter();
    for (SwitchEntry e : s.getEntries()) {
      labels(e, selector);
      if (e.getType() == SwitchEntry.Type.EXPRESSION) {
        yielded(((ExpressionStmt) e.getStatements().get(0)).getExpression());
      } else if (e.getType() == SwitchEntry.Type.STATEMENT_GROUP) {
        e.getStatements().forEach(this::statement);
      } else {
        block(e.getStatements());
      }
    }
    a.scope.leave();
    yields.pop();
    if (target != null) {
      return target;
    }
    return y.type == null ? Special.ERROR : y.type;
  }

  private void yielded(Expression e) {
    Yields y = yields.peek();
    if (y == null) {
      throw new IllegalStateException("yield outside of a switch expression: " + e);
    }
    JType type = a.attribute(e, y.target);
    Object constant = a.out.constant(e);
    if (y.target != null) {
      a.checkAssignable(e, type, y.target);
    } else if (y.type == null) {
      y.type = type;
      y.constant = constant;
    } else {
      y.type = a.common(y.whole, y.type, y.constant, type, constant);
    }
  }

  private JType selector(Expression e, List<SwitchEntry> entries) {
    a.textDepth++;
    JType t = a.attribute(e);
    a.textDepth--;
    if (t.isError() || t == Prim.INT || t == Prim.CHAR || t == Prim.SHORT || t == Prim.BYTE) {
      return t;
    }
    if (t instanceof ClassType c) {
      TypeInfo type = a.index.find(c.binaryName());
      if (type != null && type.isEnum()) {
        return t;
      }
    }
    if (entries.stream()
        .anyMatch(x -> x.getLabels().stream().anyMatch(l -> l instanceof ComponentPatternExpr))) {
      // Each pattern is reported where it stands.
      return Special.ERROR;
    }
    return Hierarchy.unboxed(t) != null
        ? a.refuse(BOXED, e, t.text())
        : a.refuse(SWITCH_TYPE, e, t.text());
  }

  private void labels(SwitchEntry entry, JType selector) {
    entry.getGuard().ifPresent(g -> a.refuse(PATTERN, g));
    List<Expression> labels = new ArrayList<>(entry.getLabels());
    for (Expression label : labels) {
      if (label instanceof ComponentPatternExpr || label instanceof NullLiteralExpr) {
        a.refuse(PATTERN, label);
        a.out.type(label, Special.ERROR);
        continue;
      }
      TypeInfo enumType = selector instanceof ClassType c ? a.index.find(c.binaryName()) : null;
      if (enumType != null && label instanceof NameExpr n) {
        FieldInfo constant = a.hierarchy.field(enumType, n.getNameAsString());
        if (constant == null) {
          a.out.type(label, a.refuse(UNKNOWN_NAME, label, n.getNameAsString()));
        } else {
          a.out.symbol(label, constant);
          a.out.type(label, selector);
        }
      } else if (selector.isError()) {
        a.out.type(label, Special.ERROR);
      } else {
        JType t = a.attribute(label);
        boolean enumConstant =
            label instanceof FieldAccessExpr
                && a.out.symbol(label) instanceof FieldInfo f
                && f.isEnumConstant();
        if (!t.isError() && !enumConstant && a.out.constant(label) == null) {
          a.refuse(NOT_CONSTANT, label);
        }
      }
    }
  }
}

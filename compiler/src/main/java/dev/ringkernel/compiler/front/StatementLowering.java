package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.SwitchNode;
import com.github.javaparser.ast.stmt.*;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lowers statements (JLS 14). Loops are emitted with their test at the bottom, guarded by a copy of
 * it at the top.
 */
final class StatementLowering {
  private final FunctionContext f;
  private final FunctionBuilder b;
  private final Deque<Jump> jumps = new ArrayDeque<>();
  private @Nullable String pendingLabel;

  /** Where break, continue and yield go. */
  private record Jump(
      @Nullable String label,
      Label onBreak,
      @Nullable Label onContinue,
      @Nullable YieldTo yield,
      boolean labelOnly) {}

  /** The slot and type of a switch expression's value; the slot is made by the first yield. */
  static final class YieldTo {
    final JType type;
    @Nullable Slot slot;

    YieldTo(JType type) {
      this.type = type;
    }
  }

  StatementLowering(FunctionContext f) {
    this.f = f;
    this.b = f.b;
  }

  void statement(Statement s) {
    String label = pendingLabel;
    pendingLabel = null;
    try {
      lower(s, label);
    } catch (Refused e) {
      // Reported; the rest is looked at for further problems, and the function is not used.
      f.module.noteRefused(e);
    }
  }

  private void lower(Statement s, @Nullable String label) {
    f.at(s);
    switch (s) {
      case BlockStmt x -> x.getStatements().forEach(this::statement);
      case ExpressionStmt x -> {
        if (x.getExpression() instanceof VariableDeclarationExpr v) {
          declare(v);
        } else {
          f.expressions.effect(x.getExpression());
        }
      }
      case IfStmt x -> ifStatement(x);
      case WhileStmt x -> loop(label, x.getCondition(), x.getBody(), List.of());
      case DoStmt x -> doLoop(label, x);
      case ForStmt x -> {
        for (Expression e : x.getInitialization()) {
          if (e instanceof VariableDeclarationExpr v) {
            declare(v);
          } else {
            f.expressions.effect(e);
          }
        }
        loop(label, x.getCompare().orElse(null), x.getBody(), x.getUpdate());
      }
      case ForEachStmt x -> forEach(label, x);
      case SwitchStmt x -> switchOver(label, x, null);
      case BreakStmt x -> leave(x);
      case ContinueStmt x -> proceed(x);
      case ReturnStmt x -> returnStatement(x);
      case YieldStmt x -> yieldValue(x.getExpression());
      case LabeledStmt x -> labeled(x);
      case AssertStmt x -> assertion(x);
      case ThrowStmt x -> throwStatement(x);
      case EmptyStmt x -> {}
      default -> throw new Refused();
    }
  }

  void declare(VariableDeclarationExpr v) {
    for (VariableDeclarator d : v.getVariables()) {
      LocalVar local = f.attribution.local(d);
      if (local.type().isError()) {
        continue;
      }
      try {
        f.at(d);
        declare(d, local);
      } catch (Refused e) {
        // Later uses are not to be reported again, but need a value where one can be had.
        Rep zero = f.module.types.zero(b, local.type());
        if (zero != null) {
          f.declare(local, zero);
        }
        f.module.noteRefused(e);
      }
    }
  }

  private void declare(VariableDeclarator d, LocalVar local) {
    Expression init = d.getInitializer().orElse(null);
    if (init != null) {
      if (!(init instanceof ArrayInitializerExpr) && f.type(init).isError()) {
        throw new Refused();
      }
      if (!f.module.isValueType(local.type()) && !(local.type() instanceof JType.ArrayType)) {
        // What makes the value may say more exactly why there is none.
        f.expressions.value(init);
      }
      f.expressions.requireValueType(local.type(), d);
      f.declare(local, f.expressions.valueAs(init, local.type()));
      return;
    }
    Rep zero = f.module.types.zero(b, local.type());
    if (zero == null) {
      throw local.type() instanceof JType.ArrayType
          ? f.refuse(ARRAY_ESCAPES, d, "declared without its value")
          : f.refuse(NO_VALUE_TYPE, d, local.type().text());
    }
    f.declare(local, zero);
  }

  private void ifStatement(IfStmt x) {
    Label then = b.newBlock();
    Label otherwise = b.newBlock();
    Label end = x.getElseStmt().isPresent() ? b.newBlock() : otherwise;
    test(x.getCondition(), then, otherwise);
    b.seal(then);
    b.place(then);
    statement(x.getThenStmt());
    go(end);
    if (x.getElseStmt().isPresent()) {
      b.seal(otherwise);
      b.place(otherwise);
      statement(x.getElseStmt().get());
      go(end);
    }
    b.seal(end);
    b.place(end);
  }

  /**
   * Branches on a condition; where that is refused, goes on to where it holds, to look for further
   * problems.
   */
  private void test(Expression condition, Label ifTrue, Label ifFalse) {
    try {
      f.expressions.condition(condition, ifTrue, ifFalse);
    } catch (Refused e) {
      f.module.noteRefused(e);
      go(ifTrue);
    }
  }

  /** Jumps to {@code target} unless control cannot come here. */
  private void go(Label target) {
    if (!b.terminated()) {
      b.jump(target);
    }
  }

  private void loop(
      @Nullable String label,
      @Nullable Expression condition,
      Statement body,
      List<Expression> update) {
    Label top = b.newBlock();
    Label next = b.newBlock();
    Label end = b.newBlock();
    if (condition == null) {
      b.jump(top);
    } else {
      test(condition, top, end);
    }
    b.place(top);
    jumps.push(new Jump(label, end, next, null, false));
    statement(body);
    jumps.pop();
    go(next);
    b.seal(next);
    b.place(next);
    for (Expression e : update) {
      f.at(e);
      f.expressions.effect(e);
    }
    if (condition == null) {
      go(top);
    } else {
      f.at(condition);
      test(condition, top, end);
    }
    b.seal(top);
    b.seal(end);
    b.place(end);
  }

  private void doLoop(@Nullable String label, DoStmt x) {
    Label top = b.newBlock();
    Label next = b.newBlock();
    Label end = b.newBlock();
    b.jump(top);
    b.place(top);
    jumps.push(new Jump(label, end, next, null, false));
    statement(x.getBody());
    jumps.pop();
    go(next);
    b.seal(next);
    b.place(next);
    f.at(x.getCondition());
    test(x.getCondition(), top, end);
    b.seal(top);
    b.seal(end);
    b.place(end);
  }

  private void forEach(@Nullable String label, ForEachStmt x) {
    if (!(f.expressions.value(x.getIterable()) instanceof Rep.Array array)) {
      throw new Refused();
    }
    LocalVar local = f.attribution.local(x.getVariableDeclarator());
    Variable i = b.variable(Type.I32, "i");
    b.write(i, b.iconst(0));
    Label top = b.newBlock();
    Label next = b.newBlock();
    Label end = b.newBlock();
    b.branch(b.compare(CompareOp.GT, array.length(), b.iconst(0)), top, end, Likely.TRUE);
    b.place(top);
    Value element = f.expressions.loadElement(array, b.read(i));
    f.declare(
        local, new Rep.Scalar(Conversions.convert(b, element, array.element(), local.type())));
    jumps.push(new Jump(label, end, next, null, false));
    statement(x.getBody());
    jumps.pop();
    go(next);
    b.seal(next);
    b.place(next);
    Value following = b.binary(BinaryOp.ADD, b.read(i), b.iconst(1));
    b.write(i, following);
    b.branch(b.compare(CompareOp.LT, following, array.length()), top, end, Likely.TRUE);
    b.seal(top);
    b.seal(end);
    b.place(end);
  }

  private void labeled(LabeledStmt x) {
    String name = x.getLabel().getIdentifier();
    Statement inner = x.getStatement();
    boolean loops =
        inner instanceof WhileStmt
            || inner instanceof DoStmt
            || inner instanceof ForStmt
            || inner instanceof ForEachStmt;
    if (loops || inner instanceof SwitchStmt) {
      pendingLabel = name;
      statement(inner);
      return;
    }
    Label end = b.newBlock();
    jumps.push(new Jump(name, end, null, null, true));
    statement(inner);
    jumps.pop();
    go(end);
    b.seal(end);
    b.place(end);
  }

  private void leave(BreakStmt x) {
    String name = x.getLabel().map(l -> l.getIdentifier()).orElse(null);
    for (Jump j : jumps) {
      if (name == null ? !j.labelOnly() && j.yield() == null : name.equals(j.label())) {
        b.jump(j.onBreak());
        return;
      }
    }
    throw new IllegalStateException("break without a target in " + f.callee);
  }

  private void proceed(ContinueStmt x) {
    String name = x.getLabel().map(l -> l.getIdentifier()).orElse(null);
    for (Jump j : jumps) {
      Label target = j.onContinue();
      if (target != null && (name == null || name.equals(j.label()))) {
        b.jump(target);
        return;
      }
    }
    throw new IllegalStateException("continue without a loop in " + f.callee);
  }

  private void returnStatement(ReturnStmt x) {
    if (x.getExpression().isEmpty()) {
      f.returned(new Rep.Nothing());
      return;
    }
    Expression e = x.getExpression().get();
    JType result = f.callee.method().result();
    Rep value = f.expressions.valueAs(e, result);
    f.at(x);
    f.returned(value);
  }

  private void assertion(AssertStmt x) {
    Label failed = b.newBlock();
    Label go = b.newBlock();
    f.expressions.condition(x.getCheck(), go, failed);
    b.seal(failed);
    b.seal(go);
    b.place(failed);
    x.getMessage().ifPresent(this::text);
    f.at(x);
    b.fault(FaultKind.ASSERTION);
    b.place(go);
  }

  private void throwStatement(ThrowStmt x) {
    if (x.getExpression() instanceof ObjectCreationExpr c && c.getAnonymousClassBody().isEmpty()) {
      for (Expression e : c.getArguments()) {
        text(e);
      }
    }
    f.at(x);
    b.fault(FaultKind.THROWN);
  }

  /**
   * Evaluates what stands in the text of a fault, for what it does; the text itself is not made.
   */
  private void text(Expression e) {
    if (f.attribution.constant(e) != null) {
      return;
    }
    if (e instanceof EnclosedExpr p) {
      text(p.getInner());
    } else if (e instanceof BinaryExpr x && f.type(e).isString()) {
      text(x.getLeft());
      text(x.getRight());
    } else if (f.type(e).isString() || f.type(e).isError()) {
      throw f.type(e).isError() ? new Refused() : f.refuse(STRING, e);
    } else if (f.type(e) != JType.Special.NULL) {
      f.expressions.value(e);
    }
  }

  // Switch.

  Rep switchExpression(SwitchExpr s) {
    YieldTo to = new YieldTo(f.type(s));
    switchOver(null, s, to);
    if (to.slot == null) {
      throw new Refused();
    }
    return to.slot.read(b);
  }

  private void yieldValue(Expression e) {
    for (Jump j : jumps) {
      YieldTo to = j.yield();
      if (to != null) {
        Rep value = f.expressions.valueAs(e, to.type);
        if (to.slot == null) {
          to.slot = Slot.of(b, "switch", value);
        } else if (!to.slot.takes(value)) {
          throw f.refuse(ARRAY_ESCAPES, e, "in two kinds of memory");
        }
        to.slot.write(b, value);
        b.jump(j.onBreak());
        return;
      }
    }
    throw new IllegalStateException("yield without a switch expression in " + f.callee);
  }

  private void switchOver(@Nullable String label, SwitchNode s, @Nullable YieldTo to) {
    JType type = f.type(s.getSelector());
    if (type.isError() || !(f.expressions.value(s.getSelector()) instanceof Rep.Scalar scalar)) {
      throw new Refused();
    }
    Value selector = scalar.value();
    Label end = b.newBlock();
    Map<Long, Label> cases = new LinkedHashMap<>();
    List<Label> bodies = new ArrayList<>();
    Label otherwise = null;
    for (SwitchEntry entry : s.getEntries()) {
      Label body = b.newBlock();
      bodies.add(body);
      for (Expression l : entry.getLabels()) {
        cases.putIfAbsent(caseValue(l, type), body);
      }
      if (entry.isDefault() || entry.getLabels().isEmpty()) {
        otherwise = body;
      }
    }
    boolean exhaustive = otherwise == null && to != null;
    Label rest = otherwise == null ? (exhaustive ? b.newBlock() : end) : otherwise;
    b.switchOn(selector, cases, rest);
    if (exhaustive) {
      // All constants of the enum have a case: javac has seen to it.
      b.seal(rest);
      b.place(rest);
      b.unreachable();
    }
    jumps.push(new Jump(label, end, null, to, false));
    for (int i = 0; i < bodies.size(); i++) {
      SwitchEntry entry = s.getEntries().get(i);
      boolean group = entry.getType() == SwitchEntry.Type.STATEMENT_GROUP;
      if (i > 0 && !b.terminated()) {
        b.jump(bodies.get(i));
      }
      // Only the entry before can fall into this one, and it is done.
      b.seal(bodies.get(i));
      b.place(bodies.get(i));
      if (entry.getType() == SwitchEntry.Type.EXPRESSION && to != null) {
        try {
          f.at(entry);
          yieldValue(((ExpressionStmt) entry.getStatements().get(0)).getExpression());
        } catch (Refused e) {
          f.module.noteRefused(e);
        }
      } else {
        entry.getStatements().forEach(this::statement);
        if (!group && !b.terminated()) {
          b.jump(end);
        }
      }
    }
    go(end);
    jumps.pop();
    b.seal(end);
    b.place(end);
  }

  private long caseValue(Expression label, JType selector) {
    if (f.attribution.symbol(label) instanceof FieldInfo constant && constant.isEnumConstant()) {
      return constant.ordinal();
    }
    Object value = f.attribution.constant(label);
    Object asInt = value == null ? null : Constants.cast(value, Prim.INT);
    if (!(asInt instanceof Integer i) || selector.isError()) {
      throw new Refused();
    }
    return i;
  }
}

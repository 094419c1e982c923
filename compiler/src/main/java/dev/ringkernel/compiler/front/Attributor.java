package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.*;
import com.github.javaparser.ast.type.Type;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import org.jspecify.annotations.Nullable;

/**
 * Gives every expression of a method its type, its constant value and what it refers to (JLS 15),
 * and refuses at the expression what the device has no form for. A reported expression has the type
 * {@link Special#ERROR}, which agrees with everything, so that one mistake is reported once.
 */
final class Attributor {
  final TypeIndex index;
  final TypeNames names;
  final Hierarchy hierarchy;
  final Diagnostics diagnostics;
  final Attribution out;
  final SourceFile file;
  final @Nullable TypeInfo enclosing;
  final boolean staticContext;
  final Scope scope = new Scope();
  private final NameAttributor nameAttributor;
  private final CallAttributor callAttributor;
  private final StatementAttributor statements;

  /** Strings are allowed while this is positive: in the text of a throw or an assert. */
  int textDepth;

  Attributor(
      TypeIndex index,
      Diagnostics diagnostics,
      Attribution out,
      SourceFile file,
      @Nullable TypeInfo enclosing,
      boolean staticContext) {
    this.index = index;
    this.names = new TypeNames(index);
    this.hierarchy = new Hierarchy(index);
    this.diagnostics = diagnostics;
    this.out = out;
    this.file = file;
    this.enclosing = enclosing;
    this.staticContext = staticContext;
    this.nameAttributor = new NameAttributor(this);
    this.callAttributor = new CallAttributor(this);
    this.statements = new StatementAttributor(this);
  }

  /** The value of a constant expression at class level; null when it is none. */
  static @Nullable Object constant(
      TypeIndex index, Expression e, @Nullable TypeInfo self, SourceFile file) {
    Attribution out = new Attribution();
    Attributor attributor = new Attributor(index, new Diagnostics(), out, file, self, true);
    attributor.textDepth++;
    attributor.attribute(e);
    return out.constant(e);
  }

  /**
   * The value of an annotation's element: a constant or an enum constant; null when it is neither.
   */
  static @Nullable Object annotationValue(
      TypeIndex index, Expression e, @Nullable TypeInfo self, SourceFile file) {
    Attribution out = new Attribution();
    Attributor attributor = new Attributor(index, new Diagnostics(), out, file, self, true);
    attributor.textDepth++;
    attributor.attribute(e);
    if (out.symbol(e) instanceof FieldInfo f && f.isEnumConstant()) {
      return new Annotated.EnumValue(f.owner(), f.name());
    }
    return out.constant(e);
  }

  StatementAttributor statements() {
    return statements;
  }

  NameAttributor nameAttributor() {
    return nameAttributor;
  }

  JType refuse(DiagnosticCode code, Node at, String... args) {
    diagnostics.report(code, file, at, args);
    return Special.ERROR;
  }

  /** The type of {@code e}, which must have a value. */
  JType attribute(Expression e) {
    return attribute(e, null);
  }

  /**
   * @param target the type an assignment context asks for, which switch expressions and array
   *     initializers take; null elsewhere
   */
  JType attribute(Expression e, @Nullable JType target) {
    JType type = compute(e, target);
    out.type(e, type);
    return type;
  }

  private JType compute(Expression e, @Nullable JType target) {
    return switch (e) {
      case EnclosedExpr p -> {
        JType t = attribute(p.getInner(), target);
        out.constant(p, out.constant(p.getInner()));
        yield t;
      }
      case IntegerLiteralExpr l -> literal(l, Literals.intValue(l));
      case LongLiteralExpr l -> literal(l, Literals.longValue(l));
      case CharLiteralExpr l -> literal(l, Literals.charValue(l));
      case DoubleLiteralExpr l -> literal(l, Literals.floating(l));
      case BooleanLiteralExpr l -> literal(l, l.getValue());
      case TextBlockLiteralExpr l -> string(l, Literals.stringValue(l));
      case StringLiteralExpr l -> string(l, Literals.stringValue(l));
      case NullLiteralExpr l -> Special.NULL;
      case NameExpr n -> nameAttributor.name(n);
      case FieldAccessExpr f -> nameAttributor.access(f);
      case ThisExpr t -> self(t);
      case SuperExpr s -> refuse(SUPER, s);
      case ArrayAccessExpr a -> element(a);
      case UnaryExpr u -> unary(u);
      case BinaryExpr b -> binary(b);
      case AssignExpr a -> assign(a);
      case ConditionalExpr c -> conditional(c, target);
      case CastExpr c -> cast(c);
      case MethodCallExpr m -> callAttributor.call(m);
      case ObjectCreationExpr c -> callAttributor.create(c);
      case ArrayCreationExpr a -> newArray(a);
      case ArrayInitializerExpr a -> initializer(a, target);
      case SwitchExpr s -> statements.switchExpression(s, target);
      case VariableDeclarationExpr v -> {
        statements.declare(v);
        yield Special.VOID;
      }
      case LambdaExpr l -> refuse(LAMBDA, l);
      case MethodReferenceExpr r -> refuse(LAMBDA, r);
      case InstanceOfExpr i -> refuse(INSTANCEOF, i);
      case ClassExpr c -> refuse(REFLECTION, c);
      case ComponentPatternExpr p -> refuse(PATTERN, p);
      default -> throw new IllegalStateException("no rule for " + e.getClass() + ": " + e);
    };
  }

  private JType literal(Expression e, Object value) {
    out.constant(e, value);
    return Constants.typeOf(value);
  }

  private JType string(Expression e, String value) {
    out.constant(e, value);
    return stringsAllowed() ? JType.STRING : refuse(STRING, e);
  }

  boolean stringsAllowed() {
    return textDepth > 0;
  }

  private JType self(ThisExpr t) {
    if (enclosing == null || t.getTypeName().isPresent()) {
      return refuse(OUTER_THIS, t);
    }
    return enclosing.type();
  }

  private JType element(ArrayAccessExpr a) {
    JType array = attribute(a.getName());
    JType i = attribute(a.getIndex());
    if (!i.isError() && (!i.isIntegral() || i == Prim.LONG)) {
      refuse(NOT_ASSIGNABLE, a.getIndex(), i.text(), "int");
    }
    if (array.isError()) {
      return array;
    }
    return array instanceof ArrayType t
        ? t.element()
        : refuse(BAD_OPERAND, a.getName(), "[]", array.text());
  }

  private JType unary(UnaryExpr u) {
    JType t = attribute(u.getExpression());
    if (t.isError()) {
      return t;
    }
    UnaryExpr.Operator op = u.getOperator();
    if (op == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      if (t != Prim.BOOLEAN) {
        return badOperand(u.getExpression(), op.asString(), t);
      }
    } else if (!t.isNumeric() || (op == UnaryExpr.Operator.BITWISE_COMPLEMENT && !t.isIntegral())) {
      return badOperand(u.getExpression(), op.asString(), t);
    }
    Object constant = out.constant(u.getExpression());
    if (constant != null) {
      out.constant(u, Constants.unary(op, constant));
    }
    return switch (op) {
      case PREFIX_INCREMENT,
          PREFIX_DECREMENT,
          POSTFIX_INCREMENT,
          POSTFIX_DECREMENT,
          LOGICAL_COMPLEMENT ->
          t;
      case PLUS, MINUS, BITWISE_COMPLEMENT -> Numeric.unary(t);
    };
  }

  private JType badOperand(Expression e, String operator, JType t) {
    return Hierarchy.unboxed(t) != null
        ? refuse(BOXED, e, t.text())
        : refuse(BAD_OPERAND, e, operator, t.text());
  }

  private JType binary(BinaryExpr b) {
    JType x = attribute(b.getLeft());
    JType y = attribute(b.getRight());
    if (x.isError() || y.isError()) {
      return comparison(b.getOperator()) ? Prim.BOOLEAN : Special.ERROR;
    }
    Object cx = out.constant(b.getLeft());
    Object cy = out.constant(b.getRight());
    if (cx != null && cy != null) {
      out.constant(b, Constants.binary(b.getOperator(), cx, cy));
    }
    return operation(b, b.getOperator(), b.getLeft(), x, b.getRight(), y);
  }

  private static boolean comparison(BinaryExpr.Operator op) {
    return switch (op) {
      case AND, OR, EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> true;
      default -> false;
    };
  }

  private JType operation(
      Expression whole,
      BinaryExpr.Operator op,
      Expression left,
      JType x,
      Expression right,
      JType y) {
    String symbol = op.asString();
    switch (op) {
      case AND, OR -> {
        if (x != Prim.BOOLEAN) {
          return badOperand(left, symbol, x);
        }
        return y == Prim.BOOLEAN ? y : badOperand(right, symbol, y);
      }
      case BINARY_AND, BINARY_OR, XOR -> {
        if (x == Prim.BOOLEAN && y == Prim.BOOLEAN) {
          return x;
        }
        if (!x.isIntegral()) {
          return badOperand(left, symbol, x);
        }
        return y.isIntegral() ? Numeric.binary(x, y) : badOperand(right, symbol, y);
      }
      case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> {
        if (!x.isIntegral()) {
          return badOperand(left, symbol, x);
        }
        return y.isIntegral() ? Numeric.unary(x) : badOperand(right, symbol, y);
      }
      case EQUALS, NOT_EQUALS -> {
        return equality(whole, left, x, right, y, symbol);
      }
      case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> {
        if (!x.isNumeric()) {
          return badOperand(left, symbol, x);
        }
        return y.isNumeric() ? Prim.BOOLEAN : badOperand(right, symbol, y);
      }
      case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER -> {
        if (op == BinaryExpr.Operator.PLUS && (x.isString() || y.isString())) {
          return stringsAllowed() ? JType.STRING : refuse(STRING, whole);
        }
        if (!x.isNumeric()) {
          return badOperand(left, symbol, x);
        }
        if (!y.isNumeric()) {
          return badOperand(right, symbol, y);
        }
        Prim p = Numeric.binary(x, y);
        boolean floating = p == Prim.FLOAT || p == Prim.DOUBLE;
        if (op == BinaryExpr.Operator.REMAINDER && floating && out.constant(whole) == null) {
          return refuse(FLOAT_REMAINDER, whole, p.text());
        }
        return p;
      }
    }
    throw new IllegalStateException("no rule for operator " + op);
  }

  private JType equality(
      Expression whole, Expression left, JType x, Expression right, JType y, String symbol) {
    if ((x.isNumeric() && y.isNumeric()) || (x == Prim.BOOLEAN && y == Prim.BOOLEAN)) {
      return Prim.BOOLEAN;
    }
    if (x instanceof Prim) {
      return badOperand(right, symbol, y);
    }
    if (y instanceof Prim) {
      return badOperand(left, symbol, x);
    }
    boolean comparable =
        comparable(x) && comparable(y) && !(x == Special.NULL && y == Special.NULL);
    return comparable
        ? Prim.BOOLEAN
        : refuse(REFERENCE_EQUALITY, whole, (x == Special.NULL ? y : x).text());
  }

  /** Types whose references are values on the device: enums and actor references. */
  private boolean comparable(JType t) {
    if (t == Special.NULL) {
      return true;
    }
    if (!(t instanceof ClassType c)) {
      return false;
    }
    TypeInfo type = index.find(c.binaryName());
    return type != null && (type.isEnum() || c.equals(KnownTypes.ACTOR_REF));
  }

  private JType assign(AssignExpr a) {
    JType to = attribute(a.getTarget());
    JType from = attribute(a.getValue(), a.getOperator() == AssignExpr.Operator.ASSIGN ? to : null);
    if (a.getOperator() == AssignExpr.Operator.ASSIGN) {
      checkAssignable(a.getValue(), from, to);
    } else if (!to.isError() && !from.isError()) {
      BinaryExpr.Operator op =
          a.getOperator()
              .toBinaryOperator()
              .orElseThrow(
                  () -> new IllegalStateException("compound assignment without an operator"));
      operation(a, op, a.getTarget(), to, a.getValue(), from);
    }
    return to;
  }

  /**
   * Reports when a value of {@code from} cannot be assigned to {@code to} without boxing (JLS 5.2).
   * False when it did.
   */
  boolean checkAssignable(Expression e, JType from, JType to) {
    if (from.isError()
        || to.isError()
        || hierarchy.isSubtype(from, to)
        || Numeric.narrows(out.constant(e), to)) {
      return true;
    }
    if (hierarchy.needsBoxing(from, to)) {
      refuse(BOXED, e, (from instanceof Prim ? to : from).text());
    } else {
      refuse(NOT_ASSIGNABLE, e, from.text(), to.text());
    }
    return false;
  }

  void condition(Expression e) {
    JType t = attribute(e);
    if (!t.isError() && t != Prim.BOOLEAN) {
      badOperand(e, "condition", t);
    }
  }

  private JType conditional(ConditionalExpr c, @Nullable JType target) {
    condition(c.getCondition());
    JType a = attribute(c.getThenExpr(), target);
    JType b = attribute(c.getElseExpr(), target);
    if (a.isError() || b.isError()) {
      return Special.ERROR;
    }
    Object ca = out.constant(c.getThenExpr());
    Object cb = out.constant(c.getElseExpr());
    JType type = common(c, a, ca, b, cb);
    if (type instanceof ClassType && target instanceof ClassType) {
      type = target;
    }
    if (out.constant(c.getCondition()) instanceof Boolean chosen && ca != null && cb != null) {
      out.constant(c, Constants.cast(chosen ? ca : cb, type));
    }
    return type;
  }

  /** The type of two alternatives. */
  JType common(Expression whole, JType a, @Nullable Object ca, JType b, @Nullable Object cb) {
    if (a.equals(b) || b.isError()) {
      return a;
    }
    if (a.isError()) {
      return b;
    }
    if (a instanceof Prim x && b instanceof Prim y && a.isNumeric() && b.isNumeric()) {
      return Numeric.conditional(x, ca, y, cb);
    }
    if (a.isReference() && hierarchy.isSubtype(a, b)) {
      return b;
    }
    if (b.isReference() && hierarchy.isSubtype(b, a)) {
      return a;
    }
    JType primitive = a instanceof Prim ? a : b;
    JType other = a instanceof Prim ? b : a;
    return primitive instanceof Prim && Hierarchy.unboxed(other) != null
        ? refuse(BOXED, whole, other.text())
        : refuse(NOT_ASSIGNABLE, whole, b.text(), a.text());
  }

  /** The type that {@code type} denotes, reported where it denotes none. */
  JType resolve(Type type) {
    JType t = names.resolve(type, file, enclosing);
    return t.isError() ? refuse(UNKNOWN_TYPE, type, type.asString()) : t;
  }

  private JType cast(CastExpr c) {
    JType to = resolve(c.getType());
    JType from = attribute(c.getExpression(), to);
    if (to.isError() || from.isError()) {
      return to;
    }
    boolean primitives =
        (from.isNumeric() && to.isNumeric()) || (from == Prim.BOOLEAN && to == Prim.BOOLEAN);
    if (primitives || to.isString()) {
      Object constant = out.constant(c.getExpression());
      if (constant != null) {
        out.constant(c, Constants.cast(constant, to));
      }
      return to;
    }
    if (from instanceof Prim || to instanceof Prim) {
      JType boxed = from instanceof Prim ? to : from;
      return Hierarchy.unboxed(boxed) != null || hierarchy.needsBoxing(from, to)
          ? refuse(BOXED, c, boxed.text())
          : refuse(NOT_ASSIGNABLE, c.getExpression(), from.text(), to.text());
    }
    return hierarchy.isSubtype(from, to) ? to : refuse(REFERENCE_CAST, c, from.text(), to.text());
  }

  private JType newArray(ArrayCreationExpr a) {
    JType type = resolve(a.getElementType());
    for (int i = 0; i < a.getLevels().size() && !type.isError(); i++) {
      type = new ArrayType(type);
    }
    for (var level : a.getLevels()) {
      level
          .getDimension()
          .ifPresent(
              d -> {
                JType t = attribute(d);
                if (!t.isError() && (!t.isIntegral() || t == Prim.LONG)) {
                  refuse(NOT_ASSIGNABLE, d, t.text(), "int");
                }
              });
    }
    if (a.getInitializer().isPresent()) {
      attribute(a.getInitializer().get(), type);
    }
    return type;
  }

  private JType initializer(ArrayInitializerExpr a, @Nullable JType target) {
    JType element = target instanceof ArrayType t ? t.element() : Special.ERROR;
    NodeList<Expression> values = a.getValues();
    for (Expression v : values) {
      checkAssignable(v, attribute(v, element), element);
    }
    return target == null
        ? refuse(NOT_ASSIGNABLE, a, "array initializer", "a value without a type")
        : target;
  }
}

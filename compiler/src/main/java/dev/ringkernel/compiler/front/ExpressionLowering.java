package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.*;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.WireType;
import org.jspecify.annotations.Nullable;

/** Lowers expressions, in Java's order of evaluation (JLS 15.7). */
final class ExpressionLowering {
  private final FunctionContext f;
  private final FunctionBuilder b;
  private final PlaceLowering places;
  private final CallLowering calls;
  private final ArrayLowering arrays;

  ExpressionLowering(FunctionContext f) {
    this.f = f;
    this.b = f.b;
    this.places = new PlaceLowering(f, this);
    this.calls = new CallLowering(f, this);
    this.arrays = new ArrayLowering(f, this);
  }

  /** Evaluates for what it does. */
  void effect(Expression e) {
    if (e instanceof MethodCallExpr m) {
      f.at(m);
      calls.call(m);
    } else {
      value(e);
    }
  }

  /** The value as a value of {@code to}, by assignment conversion. */
  Rep valueAs(Expression e, JType to) {
    if (e instanceof ArrayInitializerExpr i) {
      f.at(i);
      return arrays.initialized(i, to);
    }
    Rep value = value(e);
    JType from = f.type(e);
    if (to.isError() || from.isError()) {
      throw new Refused();
    }
    if (value instanceof Rep.Scalar s) {
      return new Rep.Scalar(Conversions.convert(b, s.value(), from, to));
    }
    if (value instanceof Rep.Struct s && !s.type().type().equals(to)) {
      throw f.refuse(NO_VALUE_TYPE, e, to.text());
    }
    return value;
  }

  Value scalarAs(Expression e, JType to) {
    return scalar(valueAs(e, to));
  }

  static Value scalar(Rep rep) {
    if (rep instanceof Rep.Scalar s) {
      return s.value();
    }
    throw new Refused();
  }

  void requireValueType(JType type, Node at) {
    if (type.isError()) {
      throw new Refused();
    }
    if (type instanceof ArrayType a) {
      if (f.module.types.wire(a.element()) == null) {
        throw f.refuse(ARRAY_OF, at, a.element().text());
      }
    } else if (f.module.types.scalar(type) == null && f.module.types.record(type) == null) {
      throw f.refuse(NO_VALUE_TYPE, at, type.text());
    }
  }

  /** The value of an expression that has one. */
  Rep value(Expression e) {
    JType type = f.type(e);
    if (type.isError()) {
      throw new Refused();
    }
    f.at(e);
    Object constant = f.attribution.constant(e);
    if (constant != null) {
      return constant(e, constant);
    }
    return switch (e) {
      case EnclosedExpr p -> value(p.getInner());
      case NullLiteralExpr n -> throw f.refuse(NULL, n);
      case NameExpr n -> places.read(n);
      case FieldAccessExpr a -> places.read(a);
      case ThisExpr t -> {
        if (f.self == null) {
          throw f.refuse(THIS_ESCAPES, t);
        }
        yield f.self;
      }
      case ArrayAccessExpr a -> places.read(a);
      case UnaryExpr u -> unary(u);
      case BinaryExpr x -> binary(x);
      case AssignExpr a -> places.assign(a);
      case ConditionalExpr c -> conditional(c);
      case CastExpr c -> valueAs(c.getExpression(), type);
      case MethodCallExpr m -> calls.call(m);
      case ObjectCreationExpr c -> calls.create(c);
      case ArrayCreationExpr a -> arrays.created(a);
      case SwitchExpr s -> f.statements.switchExpression(s);
      default -> throw new IllegalStateException("no rule for " + e.getClass() + ": " + e);
    };
  }

  private Rep constant(Expression e, Object value) {
    return new Rep.Scalar(
        switch (value) {
          case Boolean v -> b.bool(v);
          case Byte v -> b.iconst(v);
          case Short v -> b.iconst(v);
          case Character v -> b.iconst(v);
          case Integer v -> b.iconst(v);
          case Long v -> b.lconst(v);
          case Float v -> b.fconst(v);
          case Double v -> b.dconst(v);
          default -> throw f.refuse(STRING, e);
        });
  }

  private Rep unary(UnaryExpr u) {
    Expression operand = u.getExpression();
    return switch (u.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          places.step(u);
      case PLUS -> valueAs(operand, f.type(u));
      case MINUS -> new Rep.Scalar(b.unary(UnaryOp.NEG, scalarAs(operand, f.type(u))));
      case BITWISE_COMPLEMENT -> new Rep.Scalar(b.unary(UnaryOp.NOT, scalarAs(operand, f.type(u))));
      case LOGICAL_COMPLEMENT ->
          new Rep.Scalar(b.unary(UnaryOp.NOT, scalarAs(operand, Prim.BOOLEAN)));
    };
  }

  private Rep binary(BinaryExpr x) {
    BinaryExpr.Operator op = x.getOperator();
    if (op == BinaryExpr.Operator.AND || op == BinaryExpr.Operator.OR) {
      return choose(x, new Rep.Scalar(b.bool(true)), new Rep.Scalar(b.bool(false)));
    }
    JType left = f.type(x.getLeft());
    JType right = f.type(x.getRight());
    CompareOp compare = compare(op);
    if (compare != null) {
      return new Rep.Scalar(comparison(x, compare, left, right));
    }
    JType operand = operandType(op, left, right);
    Value v = scalarAs(x.getLeft(), operand);
    Value w = shift(op) ? shiftAmount(x.getRight()) : scalarAs(x.getRight(), operand);
    f.at(x);
    return new Rep.Scalar(arithmetic(op, operand, v, w));
  }

  private Value comparison(BinaryExpr x, CompareOp compare, JType left, JType right) {
    if (left == Special.NULL || right == Special.NULL) {
      Expression other = left == Special.NULL ? x.getRight() : x.getLeft();
      Value v = scalar(value(other));
      if (!f.type(other).equals(KnownTypes.ACTOR_REF)) {
        throw f.refuse(NULL, left == Special.NULL ? x.getLeft() : x.getRight());
      }
      return b.compare(compare, v, b.lconst(0));
    }
    JType operand = left.isNumeric() ? Numeric.binary(left, right) : left;
    Value v = scalarAs(x.getLeft(), operand);
    Value w = left.isReference() ? scalar(value(x.getRight())) : scalarAs(x.getRight(), operand);
    f.at(x);
    return b.compare(compare, v, w);
  }

  private static @Nullable CompareOp compare(BinaryExpr.Operator op) {
    return switch (op) {
      case EQUALS -> CompareOp.EQ;
      case NOT_EQUALS -> CompareOp.NE;
      case LESS -> CompareOp.LT;
      case LESS_EQUALS -> CompareOp.LE;
      case GREATER -> CompareOp.GT;
      case GREATER_EQUALS -> CompareOp.GE;
      default -> null;
    };
  }

  static boolean shift(BinaryExpr.Operator op) {
    return op == BinaryExpr.Operator.LEFT_SHIFT
        || op == BinaryExpr.Operator.SIGNED_RIGHT_SHIFT
        || op == BinaryExpr.Operator.UNSIGNED_RIGHT_SHIFT;
  }

  /** The type both operands are promoted to; the left one for shifts. */
  static JType operandType(BinaryExpr.Operator op, JType left, JType right) {
    if (left.isError() || right.isError()) {
      throw new Refused();
    }
    if (left == Prim.BOOLEAN) {
      return left;
    }
    return shift(op) ? Numeric.unary(left) : Numeric.binary(left, right);
  }

  /** A shift's amount as an I32: the masking of either width looks at the low bits only. */
  Value shiftAmount(Expression e) {
    boolean wide = f.type(e) == Prim.LONG;
    Value v = scalarAs(e, wide ? Prim.LONG : Prim.INT);
    return wide ? b.convert(ConvertOp.TRUNC, v, Type.I32) : v;
  }

  Value arithmetic(BinaryExpr.Operator op, JType type, Value v, Value w) {
    BinaryOp binary =
        switch (op) {
          case PLUS -> BinaryOp.ADD;
          case MINUS -> BinaryOp.SUB;
          case MULTIPLY -> BinaryOp.MUL;
          case DIVIDE -> BinaryOp.DIV;
          case REMAINDER -> BinaryOp.REM;
          case BINARY_AND -> BinaryOp.AND;
          case BINARY_OR -> BinaryOp.OR;
          case XOR -> BinaryOp.XOR;
          case LEFT_SHIFT -> BinaryOp.SHL;
          case SIGNED_RIGHT_SHIFT -> BinaryOp.SHR;
          case UNSIGNED_RIGHT_SHIFT -> BinaryOp.USHR;
          case AND, OR, EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS ->
              throw new IllegalStateException(op + " is not arithmetic");
        };
    if ((binary == BinaryOp.DIV || binary == BinaryOp.REM) && type.isIntegral()) {
      divisor(w);
    }
    return b.binary(binary, v, w);
  }

  /** Faults when an integer divisor is zero. */
  void divisor(Value w) {
    f.faultIf(b.compare(CompareOp.EQ, w, b.constant(w.type(), 0)), FaultKind.DIVIDE);
  }

  /** Branches on a condition, without making a value of it where it is made of others. */
  void condition(Expression e, Label ifTrue, Label ifFalse) {
    if (f.type(e).isError()) {
      throw new Refused();
    }
    if (f.attribution.constant(e) == null) {
      switch (e) {
        case EnclosedExpr p -> {
          condition(p.getInner(), ifTrue, ifFalse);
          return;
        }
        case UnaryExpr u when u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT -> {
          condition(u.getExpression(), ifFalse, ifTrue);
          return;
        }
        case BinaryExpr x when x.getOperator() == BinaryExpr.Operator.AND -> {
          Label second = b.newBlock();
          condition(x.getLeft(), second, ifFalse);
          b.seal(second);
          b.place(second);
          condition(x.getRight(), ifTrue, ifFalse);
          return;
        }
        case BinaryExpr x when x.getOperator() == BinaryExpr.Operator.OR -> {
          Label second = b.newBlock();
          condition(x.getLeft(), ifTrue, second);
          b.seal(second);
          b.place(second);
          condition(x.getRight(), ifTrue, ifFalse);
          return;
        }
        default -> {}
      }
    }
    Value v = scalar(value(e));
    f.at(e);
    b.branch(v, ifTrue, ifFalse);
  }

  private Rep choose(Expression condition, Rep whenTrue, Rep whenFalse) {
    Label yes = b.newBlock();
    Label no = b.newBlock();
    Label end = b.newBlock();
    condition(condition, yes, no);
    b.seal(yes);
    b.seal(no);
    b.place(yes);
    Slot slot = Slot.of(b, "condition", whenTrue);
    b.jump(end);
    b.place(no);
    slot.write(b, whenFalse);
    b.jump(end);
    b.seal(end);
    b.place(end);
    return slot.read(b);
  }

  private Rep conditional(ConditionalExpr c) {
    JType type = f.type(c);
    if (f.attribution.constant(c.getCondition()) instanceof Boolean chosen) {
      return valueAs(chosen ? c.getThenExpr() : c.getElseExpr(), type);
    }
    Label yes = b.newBlock();
    Label no = b.newBlock();
    Label end = b.newBlock();
    condition(c.getCondition(), yes, no);
    b.seal(yes);
    b.seal(no);
    b.place(yes);
    Slot slot = Slot.of(b, "condition", orNobody(c.getThenExpr(), type));
    b.jump(end);
    b.place(no);
    Rep other = orNobody(c.getElseExpr(), type);
    if (!slot.takes(other)) {
      throw f.refuse(ARRAY_ESCAPES, c.getElseExpr(), "in two kinds of memory");
    }
    slot.write(b, other);
    b.jump(end);
    b.seal(end);
    b.place(end);
    return slot.read(b);
  }

  /** As {@link #valueAs}; null is id 0 where an actor reference is asked for. */
  Rep orNobody(Expression e, JType to) {
    return f.type(e) == Special.NULL && to.equals(KnownTypes.ACTOR_REF)
        ? new Rep.Scalar(b.lconst(0))
        : valueAs(e, to);
  }

  /** The address of an element, after its bounds check. */
  Value elementPointer(Rep.Array array, Value i) {
    if (f.callee.bounds()) {
      f.faultIf(b.compare(CompareOp.UGE, i, array.length()), FaultKind.INDEX);
    }
    return b.ptrAdd(array.pointer(), i, wire(array).bytes(), 0);
  }

  Value loadElement(Rep.Array array, Value i) {
    return Conversions.load(
        b, b.ptrAdd(array.pointer(), i, wire(array).bytes(), 0), 0, wire(array));
  }

  WireType wire(Rep.Array array) {
    WireType wire = f.module.types.wire(array.element());
    if (wire == null) {
      throw new IllegalStateException("array of " + array.element().text());
    }
    return wire;
  }

  CallLowering calls() {
    return calls;
  }
}

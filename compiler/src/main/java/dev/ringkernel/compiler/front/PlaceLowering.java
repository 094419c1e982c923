package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.Layout;
import java.util.List;

/**
 * Lowers what can be read and assigned: variables, fields and array elements (JLS 15.11, 15.26).
 */
final class PlaceLowering {
  private final FunctionContext f;
  private final FunctionBuilder b;
  private final ExpressionLowering expressions;

  PlaceLowering(FunctionContext f, ExpressionLowering expressions) {
    this.f = f;
    this.b = f.b;
    this.expressions = expressions;
  }

  /** A place whose parts have been evaluated. */
  private sealed interface Place {
    record Local(Slot slot, boolean fromElsewhere) implements Place {}

    record State(Value pointer, Layout layout, FieldInfo field) implements Place {}

    record Element(Rep.Array array, Value index) implements Place {}
  }

  Rep read(Expression e) {
    return switch (f.attribution.symbol(e)) {
      case LocalVar v -> f.slot(v).read(b);
      case FieldInfo field -> readField(e, field);
      case Symbol.ArrayLength l -> {
        if (expressions.value(((FieldAccessExpr) e).getScope()) instanceof Rep.Array a) {
          yield new Rep.Scalar(a.length());
        }
        throw new Refused();
      }
      case null, default -> {
        if (e instanceof ArrayAccessExpr a) {
          yield readElement(element(a));
        }
        throw new Refused();
      }
    };
  }

  private Rep readElement(Place.Element element) {
    Value pointer = expressions.elementPointer(element.array(), element.index());
    return new Rep.Scalar(Conversions.load(b, pointer, 0, expressions.wire(element.array())));
  }

  private Rep readField(Expression e, FieldInfo field) {
    if (field.isEnumConstant()) {
      return new Rep.Scalar(b.iconst(field.ordinal()));
    }
    if (field.isStatic()) {
      // Reported where the name was resolved.
      throw new Refused();
    }
    Expression scope = e instanceof FieldAccessExpr a ? a.getScope() : null;
    boolean ofThis = scope == null || scope instanceof ThisExpr;
    Rep receiver = scope == null || ofThis ? f.self : expressions.value(scope);
    if (receiver instanceof Rep.Struct s) {
      return component(s, field);
    }
    if (ofThis) {
      Place.State place = state(e, field);
      return f.module.access(f).load(place.pointer(), place.layout(), field.name(), field.type());
    }
    throw f.refuse(FIELD_OF, e, field.name());
  }

  private static Rep component(Rep.Struct s, FieldInfo field) {
    List<FieldInfo> components = s.type().components();
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).name().equals(field.name())) {
        return s.parts().get(i);
      }
    }
    throw new IllegalStateException(s.type() + " has no component " + field.name());
  }

  private Place.State state(Expression e, FieldInfo field) {
    Layout layout = f.module.stateLayout(field.owner());
    if (layout == null) {
      throw f.module.stateRefused(field.owner())
          ? new Refused()
          : f.refuse(FIELD_OF, e, field.name());
    }
    return new Place.State(f.statePointer(e), layout, field);
  }

  private Place.Element element(ArrayAccessExpr a) {
    Rep array = expressions.value(a.getName());
    Value index = expressions.scalarAs(a.getIndex(), Prim.INT);
    f.at(a);
    if (array instanceof Rep.Array r) {
      return new Place.Element(r, index);
    }
    throw new Refused();
  }

  private Place place(Expression e) {
    if (e instanceof EnclosedExpr p) {
      return place(p.getInner());
    }
    if (e instanceof ArrayAccessExpr a) {
      return element(a);
    }
    if (e instanceof NameExpr || e instanceof FieldAccessExpr) {
      if (f.attribution.symbol(e) instanceof LocalVar v) {
        return new Place.Local(f.slot(v), true);
      }
      boolean ofThis =
          e instanceof NameExpr || ((FieldAccessExpr) e).getScope() instanceof ThisExpr;
      if (f.attribution.symbol(e) instanceof FieldInfo field && !field.isStatic()) {
        if (ofThis && f.self == null) {
          return state(e, field);
        }
        throw f.refuse(FIELD_OF, e, field.name());
      }
    }
    throw new Refused();
  }

  private Rep get(Place place, Expression at) {
    return switch (place) {
      case Place.Local l -> l.slot().read(b);
      case Place.State s ->
          f.module.access(f).load(s.pointer(), s.layout(), s.field().name(), s.field().type());
      case Place.Element e -> {
        f.at(at);
        yield readElement(e);
      }
    };
  }

  private void put(Place place, Rep value, Expression at, boolean checked) {
    switch (place) {
      case Place.Local l -> {
        requireNoLocalArray(value, at);
        if (!l.slot().takes(value)) {
          throw f.refuse(ARRAY_ESCAPES, at, "in two kinds of memory");
        }
        l.slot().write(b, value);
      }
      case Place.State s -> {
        if (s.field().type() instanceof JType.ArrayType) {
          throw f.refuse(FINAL_STATE, at, s.field().name());
        }
        f.module.access(f).store(s.pointer(), s.layout(), s.field().name(), value);
      }
      case Place.Element e -> {
        Value pointer =
            checked
                ? b.ptrAdd(e.array().pointer(), e.index(), expressions.wire(e.array()).bytes(), 0)
                : expressions.elementPointer(e.array(), e.index());
        Conversions.store(
            b, pointer, 0, expressions.wire(e.array()), ExpressionLowering.scalar(value));
      }
    }
  }

  /**
   * A local array is one place however often its declaration runs, so a second name must not
   * outlive one run.
   */
  private void requireNoLocalArray(Rep value, Expression at) {
    for (Value v : value.values()) {
      if (v.type() == Type.pointer(Space.LOCAL)) {
        throw f.refuse(ARRAY_ESCAPES, at, "assigned to another variable when it is local");
      }
    }
  }

  Rep assign(AssignExpr a) {
    Expression target = a.getTarget();
    JType type = f.type(target);
    if (type.isError()) {
      throw new Refused();
    }
    Place place = place(target);
    if (a.getOperator() == AssignExpr.Operator.ASSIGN) {
      Rep value = expressions.orNobody(a.getValue(), type);
      f.at(a);
      put(place, value, a.getValue(), false);
      return value;
    }
    BinaryExpr.Operator op =
        a.getOperator()
            .toBinaryOperator()
            .orElseThrow(
                () -> new IllegalStateException("compound assignment without an operator"));
    Value old = ExpressionLowering.scalar(get(place, target));
    JType operand = ExpressionLowering.operandType(op, type, f.type(a.getValue()));
    Value v = Conversions.convert(b, old, type, operand);
    Value w =
        ExpressionLowering.shift(op)
            ? expressions.shiftAmount(a.getValue())
            : expressions.scalarAs(a.getValue(), operand);
    f.at(a);
    Value result = Conversions.convert(b, expressions.arithmetic(op, operand, v, w), operand, type);
    put(place, new Rep.Scalar(result), a.getValue(), true);
    return new Rep.Scalar(result);
  }

  /** {@code ++} and {@code --}. */
  Rep step(UnaryExpr u) {
    JType type = f.type(u.getExpression());
    Place place = place(u.getExpression());
    Value old = ExpressionLowering.scalar(get(place, u.getExpression()));
    boolean up =
        u.getOperator() == UnaryExpr.Operator.PREFIX_INCREMENT
            || u.getOperator() == UnaryExpr.Operator.POSTFIX_INCREMENT;
    JType operand = Numeric.unary(type);
    Value one = Conversions.convert(b, b.iconst(1), Prim.INT, operand);
    Value wide = Conversions.convert(b, old, type, operand);
    f.at(u);
    Value sum =
        expressions.arithmetic(
            up ? BinaryExpr.Operator.PLUS : BinaryExpr.Operator.MINUS, operand, wide, one);
    Value result = Conversions.convert(b, sum, operand, type);
    put(place, new Rep.Scalar(result), u, true);
    return new Rep.Scalar(u.isPrefix() ? result : old);
  }
}

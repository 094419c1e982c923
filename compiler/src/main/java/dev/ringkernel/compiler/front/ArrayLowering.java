package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.WireType;
import org.jspecify.annotations.Nullable;

/** Lowers arrays that a method makes: memory of one thread, of constant size. */
final class ArrayLowering {
  /** A thread's whole stack is small; larger data belong in state. */
  static final int MAX_BYTES = 16 * 1024;

  private final FunctionContext f;
  private final FunctionBuilder b;
  private final ExpressionLowering expressions;

  ArrayLowering(FunctionContext f, ExpressionLowering expressions) {
    this.f = f;
    this.b = f.b;
    this.expressions = expressions;
  }

  Rep created(ArrayCreationExpr a) {
    JType type = f.type(a);
    if (a.getInitializer().isPresent()) {
      return initialized(a.getInitializer().get(), type);
    }
    WireType wire = element(a, type);
    Expression size = a.getLevels().get(0).getDimension().orElseThrow(Refused::new);
    Object constant = f.attribution.constant(size);
    Object count = constant == null ? null : Constants.cast(constant, Prim.INT);
    Rep.Array array = allocate(size, wire, type, count instanceof Integer n ? n : null);
    Value zero = b.constant(wire.irType(), 0);
    f.countedLoop(
        ((Integer) java.util.Objects.requireNonNull(count)).intValue(),
        i -> b.store(b.ptrAdd(array.pointer(), i, wire.bytes(), 0), 0, zero));
    return array;
  }

  Rep initialized(ArrayInitializerExpr a, JType type) {
    WireType wire = element(a, type);
    JType element = ((ArrayType) type).element();
    int count = a.getValues().size();
    Rep.Array array = allocate(a, wire, type, count);
    // All elements are evaluated into the new array, which nothing can see yet.
    for (int i = 0; i < count; i++) {
      Value v = ExpressionLowering.scalar(expressions.orNobody(a.getValues().get(i), element));
      Conversions.store(b, array.pointer(), (long) i * wire.bytes(), wire, v);
    }
    return array;
  }

  private WireType element(Expression at, JType type) {
    if (!(type instanceof ArrayType t)) {
      throw new Refused();
    }
    WireType wire = f.module.types.wire(t.element());
    if (wire == null) {
      throw f.refuse(ARRAY_OF, at, t.element().text());
    }
    return wire;
  }

  private Rep.Array allocate(Expression size, WireType wire, JType type, @Nullable Integer count) {
    if (count == null || count < 1 || (long) count * wire.bytes() > MAX_BYTES) {
      throw f.refuse(ARRAY_SIZE, size, Integer.toString(MAX_BYTES));
    }
    Value pointer = b.alloca(Space.LOCAL, count * wire.bytes(), Math.max(wire.bytes(), 8));
    return new Rep.Array(pointer, b.iconst(count), ((ArrayType) type).element());
  }
}

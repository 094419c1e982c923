package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.device.JdkIntrinsics;
import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Effects;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxTableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lowers calls that are one instruction: methods with {@code @Intrinsic}, and the JDK methods in
 * {@link JdkIntrinsics}.
 */
final class IntrinsicLowering {
  private static final String LANG = "dev.ringkernel.device.Lang";

  private final FunctionContext f;
  private final FunctionBuilder b;
  private final ExpressionLowering expressions;

  IntrinsicLowering(FunctionContext f, ExpressionLowering expressions) {
    this.f = f;
    this.b = f.b;
    this.expressions = expressions;
  }

  Rep annotated(MethodCallExpr m, MethodInfo method) {
    Annotated annotation =
        java.util.Objects.requireNonNull(method.annotation(KnownTypes.INTRINSIC));
    return spelled(m, method, annotation.string("value", ""));
  }

  private Rep spelled(MethodCallExpr m, MethodInfo method, String spelling) {
    List<Value> operands = new ArrayList<>();
    String concrete = spelling;
    List<Rep> args = new ArrayList<>();
    for (int i = 0; i < method.params().size(); i++) {
      args.add(expressions.orNobody(m.getArgument(i), method.params().get(i).type()));
    }
    f.at(m);
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) instanceof Rep.Array array
          && method.params().get(i).type() instanceof ArrayType) {
        i++;
        if (i == args.size()) {
          throw new IllegalStateException(method + " has an array without an index");
        }
        Space space = array.space();
        if (space != Space.GLOBAL && space != Space.SHARED) {
          throw f.refuse(INTRINSIC_SPACE, m, method.name() + "()", space.text());
        }
        concrete = concrete.replace("{.ss}", "." + space.text());
        operands.add(expressions.elementPointer(array, ExpressionLowering.scalar(args.get(i))));
      } else {
        operands.addAll(args.get(i).values());
      }
    }
    PtxForm form;
    try {
      form = PtxTable.resolve(concrete);
    } catch (PtxTableException e) {
      throw f.refuse(INTRINSIC_UNKNOWN, m, concrete);
    }
    List<Operand> inputs = form.inputs();
    if (inputs.size() != operands.size()) {
      throw f.refuse(INTRINSIC_UNKNOWN, m, concrete);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).kind() == OperandKind.IMMEDIATE
          && b.constantBits(operands.get(i)) == null) {
        throw f.refuse(INTRINSIC_OPERAND, m, method.name() + "()");
      }
    }
    List<Type> results = f.module.resultTypes(method);
    if (results == null) {
      throw f.refuse(NO_VALUE_TYPE, m, method.result().text());
    }
    List<Value> values = b.intrinsic(results, concrete, operands, effects(form));
    return f.module.types.fromValues(method.result(), values, new int[1]);
  }

  private static Effects effects(PtxForm form) {
    var e = form.effects();
    return new Effects(
        e.reads(),
        e.writes(),
        e.convergent(),
        e.varying(),
        order(e.order()),
        e.scope().map(s -> Effects.Scope.valueOf(s.name())).orElse(Effects.Scope.NONE));
  }

  private static Effects.Order order(MemoryOrder order) {
    return switch (order) {
      case NONE -> Effects.Order.NONE;
      case WEAK -> Effects.Order.WEAK;
      case VOLATILE, RELAXED, MMIO -> Effects.Order.RELAXED;
      case ACQUIRE -> Effects.Order.ACQUIRE;
      case RELEASE -> Effects.Order.RELEASE;
      case ACQ_REL -> Effects.Order.ACQ_REL;
      case SC -> Effects.Order.SC;
    };
  }

  /** The call as a JDK method with a device form; null when it is none of these. */
  @Nullable Rep jdk(MethodCallExpr m, MethodInfo method) {
    String owner = method.owner().binaryName();
    List<String> params = method.paramTypes().stream().map(JType::text).toList();
    Optional<JdkIntrinsics.Row> row = JdkIntrinsics.find(owner, method.name(), params);
    if (row.isEmpty()) {
      return null;
    }
    return switch (row.get().kind()) {
      case IR -> operation(m, method, row.get().target());
      case PTX -> spelled(m, method, row.get().target());
      case JAVA -> {
        for (MethodInfo candidate : f.module.index.get(LANG).methods()) {
          if (candidate.name().equals(row.get().target())
              && candidate.paramTypes().equals(method.paramTypes())) {
            yield expressions.calls().direct(m, candidate, null, m.getArguments());
          }
        }
        throw new IllegalStateException(LANG + " has no method for " + method);
      }
    };
  }

  private Rep operation(MethodCallExpr m, MethodInfo method, String operation) {
    List<Value> v = new ArrayList<>();
    for (int i = 0; i < method.params().size(); i++) {
      v.add(argument(m.getArgument(i), method.params().get(i).type(), operation));
    }
    f.at(m);
    Type result = f.module.types.scalar(method.result());
    if (result == null) {
      throw new IllegalStateException(method + " has no scalar result");
    }
    if (operation.equals("DIV")
        || operation.equals("REM")
        || operation.equals("UDIV")
        || operation.equals("UREM")) {
      expressions.divisor(v.get(1));
    }
    Value value;
    if (named(UnaryOp.values(), operation)) {
      value = b.unary(UnaryOp.valueOf(operation), v.get(0));
    } else if (named(BinaryOp.values(), operation)) {
      value = b.binary(BinaryOp.valueOf(operation), v.get(0), v.get(1));
    } else if (named(TernaryOp.values(), operation)) {
      value = b.ternary(TernaryOp.valueOf(operation), v.get(0), v.get(1), v.get(2));
    } else if (named(ConvertOp.values(), operation)) {
      value = b.convert(ConvertOp.valueOf(operation), v.get(0), result);
    } else {
      throw new IllegalStateException("no operation of the IR is called " + operation);
    }
    return new Rep.Scalar(value);
  }

  /**
   * Bytes and shorts are held sign-extended; to be extended anew they are cut to their width first.
   */
  private Value argument(Expression e, JType type, String operation) {
    Value v = expressions.scalarAs(e, type);
    if (operation.equals(ConvertOp.ZEXT.name()) && (type == Prim.BYTE || type == Prim.SHORT)) {
      return b.convert(ConvertOp.TRUNC, v, type == Prim.BYTE ? Type.I8 : Type.I16);
    }
    return v;
  }

  private static boolean named(Enum<?>[] values, String name) {
    return Arrays.stream(values).anyMatch(o -> o.name().equals(name));
  }
}

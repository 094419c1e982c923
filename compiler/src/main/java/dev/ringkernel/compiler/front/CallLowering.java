package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers calls of methods and of records' constructors. */
final class CallLowering {
  private static final String SEND = "rk.send";

  private final FunctionContext f;
  private final FunctionBuilder b;
  private final ExpressionLowering expressions;
  private final IntrinsicLowering intrinsics;

  CallLowering(FunctionContext f, ExpressionLowering expressions) {
    this.f = f;
    this.b = f.b;
    this.expressions = expressions;
    this.intrinsics = new IntrinsicLowering(f, expressions);
  }

  Rep call(MethodCallExpr m) {
    if (f.type(m).isError() || !(f.attribution.symbol(m) instanceof MethodInfo method)) {
      throw new Refused();
    }
    if (method.annotation(KnownTypes.INTRINSIC) != null) {
      return intrinsics.annotated(m, method);
    }
    Annotated runtime = method.annotation(KnownTypes.RUNTIME_CALL);
    if (runtime != null) {
      return runtimeCall(m, method, runtime.string("value", ""));
    }
    if (method.isStatic()) {
      return staticCall(m, method);
    }
    return instanceCall(m, method);
  }

  private Rep staticCall(MethodCallExpr m, MethodInfo method) {
    if (method.owner().isEnum() && method.declaration() == null) {
      throw f.refuse(ENUM_MEMBER, m, method.name() + "()");
    }
    Rep jdk = intrinsics.jdk(m, method);
    if (jdk != null) {
      return jdk;
    }
    return direct(m, method, null, m.getArguments());
  }

  private Rep instanceCall(MethodCallExpr m, MethodInfo method) {
    TypeInfo owner = method.owner();
    Expression scope = m.getScope().orElse(null);
    boolean ofThis = scope == null || scope instanceof ThisExpr;
    JType receiverType = scope == null || ofThis ? owner.type() : f.type(scope);
    if (receiverType.equals(KnownTypes.ACTOR_REF) && method.name().equals("id")) {
      return expressions.value(java.util.Objects.requireNonNull(scope));
    }
    TypeInfo receiver =
        receiverType instanceof ClassType c ? f.module.index.find(c.binaryName()) : null;
    if (receiver == null) {
      throw new Refused();
    }
    if (receiver.isEnum()) {
      if (method.name().equals("ordinal") && !ofThis) {
        return expressions.value(java.util.Objects.requireNonNull(scope));
      }
      throw f.refuse(ENUM_MEMBER, m, method.name() + "()");
    }
    if (receiver.isRecord()) {
      return recordCall(m, method, ofThis ? null : scope);
    }
    if (receiverType.equals(KnownTypes.ACTOR_REF)
        || receiverType.equals(KnownTypes.RING_CONTEXT)
        || owner.binaryName().startsWith("java.")) {
      if (scope instanceof MethodCallExpr inner) {
        call(inner);
      }
      throw f.refuse(NO_DEVICE_FORM, m, owner.type().text() + "." + method.name() + "()");
    }
    boolean known = method.isPrivate() || method.isFinal() || receiver.isFinal();
    if (!known) {
      throw f.refuse(VIRTUAL_CALL, m, method.name() + "()");
    }
    if (!ofThis) {
      throw f.refuse(NO_VALUE_TYPE, scope == null ? m : scope, receiverType.text());
    }
    Value state = f.state;
    if (state == null) {
      throw f.refuse(OUTER_THIS, m);
    }
    return direct(m, method, new Rep.Scalar(state), m.getArguments());
  }

  private Rep recordCall(MethodCallExpr m, MethodInfo method, @Nullable Expression scope) {
    Rep receiver = scope == null ? f.self : expressions.value(scope);
    if (!(receiver instanceof Rep.Struct s)) {
      throw new Refused();
    }
    if (method.declaration() == null && method.params().isEmpty() && !s.type().ownRecordCode()) {
      List<FieldInfo> components = s.type().components();
      for (int i = 0; i < components.size(); i++) {
        if (components.get(i).name().equals(method.name())) {
          return s.parts().get(i);
        }
      }
    }
    if (method.owner().binaryName().startsWith("java.")) {
      throw f.refuse(NO_DEVICE_FORM, m, method.owner().type().text() + "." + method.name() + "()");
    }
    if (method.isAbstract()) {
      throw f.refuse(VIRTUAL_CALL, m, method.name() + "()");
    }
    return direct(m, method, receiver, m.getArguments());
  }

  /** A call of a method that is compiled with this one. */
  Rep direct(Expression at, MethodInfo method, @Nullable Rep receiver, List<Expression> args) {
    List<Value> operands = new ArrayList<>();
    if (receiver != null) {
      operands.addAll(receiver.values());
    }
    boolean holes = false;
    for (int i = 0; i < args.size(); i++) {
      JType to = method.params().get(i).type();
      if (!f.module.isValueType(to)) {
        // The callee says what is wrong with its parameter, unless the argument is wrong itself.
        if (!(args.get(i) instanceof NullLiteralExpr)) {
          expressions.value(args.get(i));
        }
        holes = true;
        continue;
      }
      operands.addAll(expressions.orNobody(args.get(i), to).values());
    }
    f.at(at);
    requireSource(at, method);
    List<Space> spaces =
        operands.stream().filter(v -> v.type().isPointer()).map(v -> v.type().space()).toList();
    String name = f.module.require(new Callee(method, spaces, f.callee.bounds(), false), f, at);
    List<Type> results = f.module.resultTypes(method);
    if (holes || results == null) {
      throw new Refused();
    }
    List<Value> values = b.call(name, results, operands);
    return f.module.types.fromValues(method.result(), values, new int[1]);
  }

  private void requireSource(Expression at, MethodInfo method) {
    TypeInfo owner = method.owner();
    if (owner.file() == null) {
      String name = owner.type().text() + "." + method.name() + "()";
      throw owner.binaryName().startsWith("java.")
          ? f.refuse(NO_DEVICE_FORM, at, name)
          : f.refuse(CLASS_FILE_HELPER, at, name);
    }
    if (method.declaration() == null
        || method.isAbstract()
        || method
            .declaration()
            .toMethodDeclaration()
            .filter(d -> d.getBody().isPresent())
            .isEmpty()) {
      throw f.refuse(NO_BODY, at, owner.type().text() + "." + method.name() + "()");
    }
  }

  Rep create(ObjectCreationExpr c) {
    if (f.type(c).isError() || !(f.attribution.symbol(c) instanceof MethodInfo constructor)) {
      throw new Refused();
    }
    TypeInfo record = constructor.owner();
    if (SourceTypes.hasOwnConstructor(record) || record.ownRecordCode()) {
      throw f.refuse(RECORD_CONSTRUCTOR, c, record.type().text());
    }
    List<Rep> parts = new ArrayList<>();
    for (int i = 0; i < constructor.params().size(); i++) {
      JType to = constructor.params().get(i).type();
      expressions.requireValueType(to, c.getArgument(i));
      parts.add(expressions.orNobody(c.getArgument(i), to));
    }
    return new Rep.Struct(record, parts);
  }

  // Calls of the runtime.

  private Rep runtimeCall(MethodCallExpr m, MethodInfo method, String name) {
    List<Value> operands = new ArrayList<>();
    if (!method.isStatic()) {
      Expression scope = m.getScope().orElseThrow(Refused::new);
      operands.addAll(expressions.value(scope).values());
    }
    if (name.equals(SEND)) {
      return send(m, operands);
    }
    for (int i = 0; i < method.params().size(); i++) {
      operands.addAll(
          expressions.orNobody(m.getArgument(i), method.params().get(i).type()).values());
    }
    f.at(m);
    List<Type> results = f.module.resultTypes(method);
    if (results == null) {
      throw f.refuse(NO_VALUE_TYPE, m, method.result().text());
    }
    return f.module.types.fromValues(method.result(), b.call(name, results, operands), new int[1]);
  }

  /**
   * {@code ctx.send(to, message)}: the message goes to memory in its wire layout, its type by a
   * symbol that linking binds.
   */
  private Rep send(MethodCallExpr m, List<Value> context) {
    List<Value> operands = new ArrayList<>(context);
    operands.add(
        ExpressionLowering.scalar(expressions.orNobody(m.getArgument(0), KnownTypes.ACTOR_REF)));
    Expression message = m.getArgument(1);
    JType type = f.type(message);
    TypeInfo record = f.module.types.record(type);
    if (record == null) {
      if (type.isError()) {
        throw new Refused();
      }
      throw f.refuse(SEND_PAYLOAD, message);
    }
    Layout layout = f.module.layouts.message(record, f.file, message);
    if (layout == null) {
      throw new Refused();
    }
    Rep value = expressions.value(message);
    f.at(m);
    Value payload = b.alloca(Space.LOCAL, Math.max(8, layout.size()), 8);
    f.module.access(f).clearPadding(payload, layout);
    f.module.access(f).store(payload, layout, "", value);
    operands.add(b.symbol(Type.I32, "type:" + record.binaryName()));
    operands.add(payload);
    operands.add(b.iconst(layout.size()));
    operands.add(b.iconst(layout.size() / 8));
    b.call(SEND, List.of(), operands);
    f.module.noteSend(f, layout);
    return new Rep.Nothing();
  }
}

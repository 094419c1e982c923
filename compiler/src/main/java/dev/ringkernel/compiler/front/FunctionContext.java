package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the lowering of one function's parts share. */
final class FunctionContext {
  /** Arrays up to this many elements are filled and copied without a loop. */
  private static final int UNROLLED = 16;

  final ModuleLowering module;
  final FunctionBuilder b;
  final Attribution attribution;
  final SourceFile file;
  final Callee callee;
  final ExpressionLowering expressions;
  final StatementLowering statements;

  /** The receiver of a record's own method. */
  @Nullable Rep self;

  /** Address of the actor's fields, in functions of its instance methods. */
  @Nullable Value state;

  /** What a return does instead of returning its value, in handlers. */
  @Nullable Consumer<Rep> onReturn;

  private final Map<LocalVar, Slot> slots = new IdentityHashMap<>();
  private final List<PendingFault> faults = new ArrayList<>();
  private @Nullable Value statePointer;

  private record PendingFault(Label label, FaultKind kind, Span span) {}

  FunctionContext(
      ModuleLowering module,
      FunctionBuilder b,
      Attribution attribution,
      SourceFile file,
      Callee callee) {
    this.module = module;
    this.b = b;
    this.attribution = attribution;
    this.file = file;
    this.callee = callee;
    this.expressions = new ExpressionLowering(this);
    this.statements = new StatementLowering(this);
  }

  void at(Node node) {
    b.at(file.span(node));
  }

  /** Reports, and gives up the statement. */
  Refused refuse(DiagnosticCode code, Node at, String... args) {
    module.diagnostics.report(code, file, at, args);
    return new Refused();
  }

  void declare(LocalVar local, Rep value) {
    slots.put(local, Slot.of(b, local.name(), value));
  }

  /** The variable's slot; {@link Refused} when its declaration was. */
  Slot slot(LocalVar local) {
    Slot slot = slots.get(local);
    if (slot == null) {
      throw new Refused();
    }
    return slot;
  }

  /** The actor's fields, as an address of device memory. */
  Value statePointer(Node at) {
    Value s = state;
    if (s == null) {
      throw refuse(DiagnosticCode.FIELD_OF, at, at.toString());
    }
    if (statePointer == null) {
      throw new IllegalStateException("state was not prepared in " + callee);
    }
    return statePointer;
  }

  void prepareState(Value address) {
    state = address;
    statePointer = b.convert(ConvertOp.INT_TO_POINTER, address, Type.pointer(Space.GLOBAL));
  }

  /** Ends the function with a fault where {@code condition} holds. */
  void faultIf(Value condition, FaultKind kind) {
    Label fault = b.newBlock();
    Label go = b.newBlock();
    b.branch(condition, fault, go, Likely.FALSE);
    b.seal(fault);
    b.seal(go);
    faults.add(new PendingFault(fault, kind, b.span()));
    b.place(go);
  }

  /** Places the faults, out of the way of what is likely. */
  void placeFaults() {
    for (PendingFault fault : faults) {
      b.place(fault.label());
      b.at(fault.span());
      b.fault(fault.kind());
    }
  }

  /** Runs {@code body} for 0 to {@code count} - 1. */
  void countedLoop(int count, Consumer<Value> body) {
    if (count <= UNROLLED) {
      for (int i = 0; i < count; i++) {
        body.accept(b.iconst(i));
      }
      return;
    }
    Variable i = b.variable(Type.I32, "i");
    b.write(i, b.iconst(0));
    Label loop = b.newBlock();
    Label done = b.newBlock();
    b.jump(loop);
    b.place(loop);
    body.accept(b.read(i));
    Value next = b.binary(dev.ringkernel.ir.BinaryOp.ADD, b.read(i), b.iconst(1));
    b.write(i, next);
    b.branch(b.compare(CompareOp.LT, next, b.iconst(count)), loop, done, Likely.TRUE);
    b.seal(loop);
    b.seal(done);
    b.place(done);
  }

  /** Leaves the function with {@code value}. */
  void returned(Rep value) {
    if (onReturn == null) {
      b.ret(value.values());
    } else {
      onReturn.accept(value);
    }
  }

  JType type(Expression e) {
    return attribution.type(e);
  }
}

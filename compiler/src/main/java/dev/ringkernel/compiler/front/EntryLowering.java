package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.WireType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The functions that others than device Java call, with the signatures of {@code
 * docs/decisions/003}.
 */
final class EntryLowering {
  // Parameters of a handler.
  private static final int CONTEXT = 0;
  private static final int STATE = 1;
  private static final int MESSAGE = 2;
  private static final int INDEX = 4;
  private static final int REPLY = 5;

  private static final List<Type> HANDLER_PARAMS =
      List.of(Type.I64, Type.I64, Type.PTR_SHARED, Type.I32, Type.I32, Type.PTR_LOCAL, Type.I32);

  private final ModuleLowering module;
  private final ValueTypes types;

  EntryLowering(ModuleLowering module, ValueTypes types) {
    this.module = module;
    this.types = types;
  }

  void handler(Callee callee, String name, Layout message, @Nullable Layout reply, int threads) {
    MethodInfo m = callee.method();
    FunctionBuilder b =
        new FunctionBuilder(name, Function.Kind.HANDLER, HANDLER_PARAMS, List.of(Type.I32));
    b.attribute(Function.Attribute.THREADS, Integer.toString(threads));
    module.define(
        callee,
        b,
        (f, params) -> {
          if (!m.isStatic()) {
            f.prepareState(b.param(STATE));
          }
          Value payload = b.ptrAdd(b.param(MESSAGE), b.param(INDEX), 8, 0);
          f.declare(
              params.getFirst(),
              module.access(f).load(payload, message, "", m.params().getFirst().type()));
          for (LocalVar p : params.subList(1, params.size())) {
            f.declare(
                p, p.type() instanceof ArrayType ? shared(b, p) : new Rep.Scalar(b.param(CONTEXT)));
          }
          f.onReturn =
              value -> {
                if (reply != null) {
                  module.access(f).clearPadding(b.param(REPLY), reply);
                  module.access(f).store(b.param(REPLY), reply, "", value);
                }
                b.ret(b.iconst(0));
              };
        });
  }

  void kernel(Callee callee, String name, int threads) {
    List<Type> paramTypes = new ArrayList<>();
    for (MethodInfo.ParamInfo p : callee.method().params()) {
      if (Annotated.find(p.annotations(), KnownTypes.SHARED) != null) {
        continue;
      }
      if (p.type() instanceof ArrayType) {
        paramTypes.add(Type.PTR_GLOBAL);
        paramTypes.add(Type.I32);
      } else {
        // Registers of one bit cannot be passed: a boolean travels as 0 or 1.
        paramTypes.add(
            p.type() == Prim.BOOLEAN ? Type.I32 : Objects.requireNonNull(types.scalar(p.type())));
      }
    }
    paramTypes.add(Type.I64);
    FunctionBuilder b = new FunctionBuilder(name, Function.Kind.KERNEL, paramTypes, List.of());
    b.attribute(Function.Attribute.THREADS, Integer.toString(threads));
    module.define(
        callee,
        b,
        (f, params) -> {
          int[] at = new int[1];
          for (LocalVar p : params) {
            if (Annotated.find(p.annotations(), KnownTypes.SHARED) != null) {
              f.declare(p, shared(b, p));
            } else if (p.type() == Prim.BOOLEAN) {
              f.declare(p, new Rep.Scalar(b.compare(CompareOp.NE, b.param(at[0]++), b.iconst(0))));
            } else {
              f.declare(p, types.fromParams(b, p.type(), at));
            }
          }
        });
  }

  void export(Callee callee, String name) {
    List<Type> paramTypes = new ArrayList<>();
    int[] next = new int[1];
    for (JType type : callee.method().paramTypes()) {
      types.flatten(type, callee.spaces(), next, paramTypes, 0);
    }
    List<Type> results = Objects.requireNonNull(module.resultTypes(callee.method()));
    FunctionBuilder b = new FunctionBuilder(name, Function.Kind.DEVICE, paramTypes, results);
    module.define(
        callee,
        b,
        (f, params) -> {
          int[] at = new int[1];
          for (LocalVar p : params) {
            f.declare(p, types.fromParams(b, p.type(), at));
          }
        });
  }

  private Rep shared(FunctionBuilder b, LocalVar p) {
    JType element = ((ArrayType) p.type()).element();
    WireType wire = Objects.requireNonNull(types.wire(element));
    Annotated shared = Objects.requireNonNull(Annotated.find(p.annotations(), KnownTypes.SHARED));
    int count = shared.integer("value", 1);
    Value pointer = b.alloca(Space.SHARED, count * wire.bytes(), 16);
    return new Rep.Array(pointer, b.iconst(count), element);
  }
}

package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxParam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * How values pass between functions. A parameter of a device function is a scalar {@code .param} of
 * its register's width, I1 as 0 or 1 in 32 bits; one result likewise, several results as bytes with
 * each at its natural alignment, in order. A kernel's parameters have their width in memory.
 */
final class Abi {
  private final Code code;
  private final Values values;
  private final Function<Instr.Call, String> callees;
  private final IntSupplier numbers;

  Abi(Code code, Values values, Function<Instr.Call, String> callees, IntSupplier numbers) {
    this.code = code;
    this.values = values;
    this.callees = callees;
    this.numbers = numbers;
  }

  String callee(Instr.Call call) {
    return callees.apply(call);
  }

  /** A name for a variable that no other function of the module uses. */
  String variable(Space s) {
    return "$" + s.text() + numbers.getAsInt();
  }

  /** The type without dot that a value has in a {@code .param} of a device function. */
  static String paramType(Type t) {
    return switch (Code.classOf(t)) {
      case PRED, B32 -> "b32";
      case B16 -> "b16";
      case B64 -> "b64";
      case F32 -> "f32";
      case F64 -> "f64";
      case B8, B128 -> throw new IllegalStateException("no IR type has a register of that width");
    };
  }

  /** The type without dot of a kernel parameter. */
  static String kernelType(Type t) {
    return switch (t) {
      case I1, I8, E4M3, E5M2, E3M2, E2M3, E2M1 -> "u8";
      case I16 -> "u16";
      case F16, BF16 -> "b16";
      case I32, PTR_SHARED, PTR_LOCAL -> "u32";
      case I64, PTR, PTR_GLOBAL, PTR_CONST -> "u64";
      case F32 -> "f32";
      case F64 -> "f64";
    };
  }

  static PtxParam slot(String name, List<Type> types) {
    if (types.size() == 1) {
      return PtxParam.scalar(name, "." + paramType(types.getFirst()));
    }
    int last = types.size() - 1;
    int end = offsets(types).get(last) + bytes(types.get(last));
    return PtxParam.bytes(name, 8, (end + 7) / 8 * 8);
  }

  static List<Integer> offsets(List<Type> types) {
    List<Integer> offsets = new ArrayList<>();
    int at = 0;
    for (Type t : types) {
      at = (at + bytes(t) - 1) / bytes(t) * bytes(t);
      offsets.add(at);
      at += bytes(t);
    }
    return offsets;
  }

  private static int bytes(Type t) {
    return switch (Code.classOf(t)) {
      case B8 -> 1;
      case B16 -> 2;
      case PRED, B32, F32 -> 4;
      case B64, F64 -> 8;
      case B128 -> 16;
    };
  }

  /** A value as memory takes it: a boolean as 0 or 1. */
  PtxOperand stored(Value v) {
    if (v.type() != Type.I1) {
      return values.use(v);
    }
    return values
        .bit(v)
        .<PtxOperand>map(b -> b)
        .orElseGet(
            () ->
                code.value(
                    RegClass.B32,
                    "selp.b32 d, a, b, p",
                    new Imm("1"),
                    new Imm("0"),
                    values.register(v)));
  }

  /** Loads a value that came in a {@code .param}. */
  void received(Value v, Addr from) {
    if (v.type() == Type.I1) {
      Reg bits = code.value(RegClass.B32, "ld.param.b32 d, [a]", from);
      code.into(values.define(v), "setp.ne.s32 p, a, b", bits, new Imm("0"));
    } else {
      code.into(values.define(v), "ld.param." + paramType(v.type()) + " d, [a]", from);
    }
  }
}

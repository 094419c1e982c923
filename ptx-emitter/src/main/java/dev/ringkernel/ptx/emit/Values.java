package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where each IR value is while a function is selected: a literal, a register, or a base and an
 * offset not yet added.
 *
 * <p>I8 and I16 are held in 32-bit registers whose upper bits mean nothing; {@link #extended} gives
 * them a meaning. I1 is a predicate. Pointers into shared and local memory are 32 bits wide.
 */
final class Values {
  private final Code code;
  private final ValueFacts facts;
  private final Map<Value, PtxOperand> held = new HashMap<>();
  private final Map<Value, Addr> addresses = new HashMap<>();

  /** Registers that hold something already computed in this block, by what it is. */
  private final Map<String, Reg> inBlock = new HashMap<>();

  Values(Code code, ValueFacts facts) {
    this.code = code;
    this.facts = facts;
  }

  void startBlock() {
    inBlock.clear();
  }

  /** The register that {@code v} is computed into. */
  Reg define(Value v) {
    code.gate(v.type());
    Reg r = code.fresh(v.type());
    held.put(v, r);
    return r;
  }

  /** {@code v} is what {@code operand} is. */
  void define(Value v, PtxOperand operand) {
    code.gate(v.type());
    held.put(v, operand);
  }

  void defineAddress(Value v, Addr address) {
    addresses.put(v, address);
  }

  /** {@code v} is the same address as {@code other}. */
  void rename(Value v, Value other) {
    Addr a = addresses.get(facts.root(other));
    if (a == null) {
      define(v, use(other));
    } else {
      addresses.put(v, a);
    }
  }

  /** A literal or a register for {@code v}. */
  PtxOperand use(Value v) {
    Optional<Instr.Const> constant = facts.constant(v);
    if (constant.isPresent()) {
      Type t = constant.get().result().type();
      return switch (Code.classOf(t)) {
        case B32, B64, F32, F64 -> literal(t, constant.get().bits());
        case PRED, B8, B16, B128 -> register(v);
      };
    }
    return operand(v);
  }

  /** The literal 0 or 1 of a boolean constant, or empty. */
  Optional<Imm> bit(Value v) {
    return facts.constant(v).map(c -> literal(Type.I1, c.bits()));
  }

  /** A register for {@code v}. */
  Reg register(Value v) {
    Optional<Instr.Const> constant = facts.constant(v);
    if (constant.isPresent()) {
      Type t = constant.get().result().type();
      return load(Code.classOf(t), literal(t, constant.get().bits()));
    }
    PtxOperand o = operand(v);
    return o instanceof Reg r ? r : load(Code.classOf(v.type()), o);
  }

  private PtxOperand operand(Value v) {
    Value root = facts.root(v);
    PtxOperand o = held.get(root);
    if (o != null) {
      return o;
    }
    Addr a = addresses.get(root);
    if (a == null) {
      throw new IllegalStateException(
          "value " + v + " of type " + v.type() + " is used before it is defined");
    }
    return sum(a, Code.classOf(root.type()));
  }

  /** A register with the literal; one for each block. */
  Reg load(RegClass c, PtxOperand literal) {
    return cached(c, move(c), literal);
  }

  /** An instruction of sources that do not change in a block, computed once in it. */
  Reg cached(RegClass c, String spelling, PtxOperand... sources) {
    StringBuilder key = new StringBuilder(spelling);
    for (PtxOperand s : sources) {
      key.append(' ').append(s.text());
    }
    Reg known = inBlock.get(key.toString());
    if (known == null) {
      known = code.value(c, spelling, sources);
      inBlock.put(key.toString(), known);
    }
    return known;
  }

  /** The address that {@code pointer} holds, as base and offset. */
  Addr address(Value pointer) {
    Addr a = addresses.get(facts.root(pointer));
    return a == null ? new Addr(register(pointer), 0) : a;
  }

  /** The address {@code offset} bytes behind {@code pointer}, for an instruction's brackets. */
  Addr address(Value pointer, long offset) {
    return offset(address(pointer), offset, Code.classOf(pointer.type()));
  }

  /** {@code a + more}, where the sum's offset fits the 32 bits that an address has for it. */
  Addr offset(Addr a, long more, RegClass c) {
    long sum = a.offset() + more;
    if (sum == (int) sum) {
      return new Addr(a.base(), sum);
    }
    long rest = c == RegClass.B64 ? more : (int) more;
    return new Addr(cached(c, add(c), sum(a, c), new Imm(Long.toString(rest))), 0);
  }

  /** The base of an address in a register. */
  Reg base(Addr a, RegClass c) {
    return a.base() instanceof Reg r
        ? r
        : cached(c, c == RegClass.B64 ? "mov.u64 d, a" : "mov.u32 d, a", a.base());
  }

  private Reg sum(Addr a, RegClass c) {
    Reg base = base(a, c);
    return a.offset() == 0 ? base : cached(c, add(c), base, new Imm(Long.toString(a.offset())));
  }

  private static String add(RegClass c) {
    return c == RegClass.B64 ? "add.s64 d, a, b" : "add.s32 d, a, b";
  }

  /** The value of a narrow integer extended to 32 bits; other integers as they are. */
  PtxOperand extended(Value v, boolean signed) {
    Type t = facts.root(v).type();
    if (t != Type.I8 && t != Type.I16) {
      return use(v);
    }
    Optional<Instr.Const> constant = facts.constant(v);
    if (constant.isPresent()) {
      return new Imm(Long.toString(extend(constant.get().bits(), t.bits(), signed)));
    }
    return signed
        ? cached(RegClass.B32, "cvt.s32.s" + t.bits() + " d, a", register(v))
        : cached(
            RegClass.B32, "and.b32 d, a, b", register(v), new Imm(t == Type.I8 ? "255" : "65535"));
  }

  static long extend(long bits, int width, boolean signed) {
    int unused = 64 - width;
    return signed ? bits << unused >> unused : bits << unused >>> unused;
  }

  /** The literal for a constant of a type. */
  static Imm literal(Type t, long bits) {
    return new Imm(
        switch (t) {
          case I1 -> Long.toString(bits & 1);
          case I8, I16, I32, I64, PTR, PTR_GLOBAL, PTR_SHARED, PTR_LOCAL, PTR_CONST ->
              Long.toString(extend(bits, t.bits(), true));
          case F32 -> String.format(Locale.ROOT, "0f%08X", (int) bits);
          case F64 -> String.format(Locale.ROOT, "0d%016X", bits);
          case F16, BF16, E4M3, E5M2, E3M2, E2M3, E2M1 ->
              String.format(Locale.ROOT, "0x%04X", extend(bits, t.bits(), false));
        });
  }

  /** The spelling that copies a register of a class. */
  static String move(RegClass c) {
    return switch (c) {
      case PRED -> "mov.pred d, a";
      case B8 -> throw new IllegalStateException("PTX copies no 8-bit register");
      case B16 -> "mov.b16 d, a";
      case B32 -> "mov.b32 d, a";
      case B64 -> "mov.b64 d, a";
      case B128 -> "mov.b128 d, a";
      case F32 -> "mov.f32 d, a";
      case F64 -> "mov.f64 d, a";
    };
  }

  /** The address of a named variable. */
  static Addr variable(String name) {
    return new Addr(new Sym(name), 0);
  }
}

package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the instructions inside a block: memory, addresses, intrinsics, calls; arithmetic by
 * {@link Arithmetic}.
 */
final class Selector {
  private final Code code;
  private final Values values;
  private final ValueFacts facts;
  private final Abi abi;
  private final Arithmetic arithmetic;
  private final Conversions conversions;
  private final List<PtxVariable> variables = new ArrayList<>();

  /** Comparisons of which the opposite is computed, for the branch that is their only use. */
  private final Set<Value> opposites = new HashSet<>();

  /** Extensions that the load before them has done. */
  private final Map<Value, Reg> extendedByLoad = new HashMap<>();

  Selector(Code code, Values values, ValueFacts facts, Abi abi) {
    this.code = code;
    this.values = values;
    this.facts = facts;
    this.abi = abi;
    this.arithmetic = new Arithmetic(code, values, facts);
    this.conversions = new Conversions(code, values, facts);
  }

  List<PtxVariable> variables() {
    return variables;
  }

  /**
   * Asks that the comparison {@code condition} give its opposite; false where it is used elsewhere
   * too.
   */
  boolean invert(Value condition) {
    boolean can =
        facts.definition(condition).orElse(null) instanceof Instr.Compare
            && facts.isOnlyOneCondition(condition);
    if (can) {
      opposites.add(facts.root(condition));
    }
    return can;
  }

  void select(Instr instr) {
    code.at(instr.span());
    switch (instr) {
      case Instr.Const c -> {}
      case Instr.Symbol s ->
          throw new IllegalStateException(
              "symbol '" + s.name() + "' at " + s.span() + " is not bound; link first");
      case Instr.Unary i -> arithmetic.unary(i);
      case Instr.Binary i -> arithmetic.binary(i);
      case Instr.Ternary i -> arithmetic.ternary(i);
      case Instr.Compare i -> arithmetic.compare(i, opposites.contains(i.result()));
      case Instr.Convert i -> {
        Reg done = extendedByLoad.get(i.result());
        if (done != null) {
          values.define(i.result(), done);
        } else {
          conversions.convert(i);
        }
      }
      case Instr.PtrAdd i -> pointer(i);
      case Instr.Load i -> load(i);
      case Instr.Store i -> store(i);
      case Instr.Alloca i -> alloca(i);
      case Instr.Intrinsic i -> intrinsic(i);
      case Instr.Call i -> call(i);
    }
  }

  private void pointer(Instr.PtrAdd i) {
    RegClass c = Code.classOf(i.result().type());
    Addr base = values.address(i.pointer());
    Value index = facts.index(i);
    Optional<Instr.Const> constant = facts.constant(index);
    if (constant.isPresent()) {
      long n = Values.extend(constant.get().bits(), index.type().bits(), extendsSigned(i));
      values.defineAddress(i.result(), values.offset(base, n * i.scale() + i.offset(), c));
      return;
    }
    Reg start = values.base(base, c);
    Reg sum = c == RegClass.B64 ? wide(i, index, start) : narrow(i, index, start);
    values.defineAddress(i.result(), values.offset(new Addr(sum, base.offset()), i.offset(), c));
  }

  private boolean extendsSigned(Instr.PtrAdd i) {
    return facts.root(i.index()).equals(facts.index(i))
        || !(facts.definition(i.index()).orElse(null) instanceof Instr.Convert c)
        || c.op() == ConvertOp.SEXT;
  }

  private Reg wide(Instr.PtrAdd i, Value index, Reg start) {
    PtxOperand n = values.use(index);
    Imm scale = new Imm(Integer.toString(i.scale()));
    if (index.type().bits() < 64) {
      String type = extendsSigned(i) ? "s32" : "u32";
      return values.cached(RegClass.B64, "mad.wide." + type + " d, a, b, c", n, scale, start);
    }
    if (i.scale() == 1) {
      return values.cached(RegClass.B64, "add.s64 d, a, b", start, n);
    }
    if (Integer.bitCount(i.scale()) == 1) {
      Imm shift = new Imm(Integer.toString(Integer.numberOfTrailingZeros(i.scale())));
      Reg scaled = values.cached(RegClass.B64, "shl.b64 d, a, b", n, shift);
      return values.cached(RegClass.B64, "add.s64 d, a, b", start, scaled);
    }
    return values.cached(RegClass.B64, "mad.lo.s64 d, a, b, c", n, scale, start);
  }

  private Reg narrow(Instr.PtrAdd i, Value index, Reg start) {
    PtxOperand n =
        index.type().bits() == 64
            ? values.cached(RegClass.B32, "cvt.u32.u64 d, a", values.register(index))
            : values.use(index);
    return i.scale() == 1
        ? values.cached(RegClass.B32, "add.s32 d, a, b", start, n)
        : values.cached(
            RegClass.B32, "mad.lo.s32 d, a, b, c", n, new Imm(Integer.toString(i.scale())), start);
  }

  private static String space(Value pointer) {
    Space s = pointer.type().space();
    return s == Space.GENERIC ? "" : "." + s.text();
  }

  /** The type that moves a value between memory and a register of its class. */
  private static String memoryType(Type t) {
    return switch (t) {
      case I1, I8, E4M3, E5M2, E3M2, E2M3, E2M1 -> "u8";
      case I16 -> "u16";
      case F16, BF16 -> "b16";
      case F32 -> "f32";
      case F64 -> "f64";
      case I32, PTR_SHARED, PTR_LOCAL -> "b32";
      case I64, PTR, PTR_GLOBAL, PTR_CONST -> "b64";
    };
  }

  private void load(Instr.Load i) {
    Type t = i.result().type();
    String opcode = "ld" + space(facts.root(i.pointer())) + ".";
    Addr from = values.address(i.pointer(), i.offset());
    if (t == Type.I1) {
      Reg bits = code.value(RegClass.B32, opcode + "u8 d, [a]", from);
      code.into(values.define(i.result()), "setp.ne.s32 p, a, b", bits, new Imm("0"));
      return;
    }
    Optional<Instr.Convert> extension = onlyExtension(i);
    if (extension.isPresent()) {
      Instr.Convert c = extension.get();
      Reg d = code.fresh(c.result().type());
      String sign = c.op() == ConvertOp.SEXT ? "s" : "u";
      code.into(d, opcode + sign + t.bits() + " d, [a]", from);
      extendedByLoad.put(c.result(), d);
      return;
    }
    code.into(values.define(i.result()), opcode + memoryType(t) + " d, [a]", from);
  }

  /** The extension that is the only use of a narrow load. */
  private Optional<Instr.Convert> onlyExtension(Instr.Load i) {
    Type t = i.result().type();
    boolean narrow = t == Type.I8 || t == Type.I16;
    List<Instr> users = facts.users(i.result());
    return narrow
            && users.size() == 1
            && facts.isUsedByInstructionsOnly(i.result())
            && users.getFirst() instanceof Instr.Convert c
            && (c.op() == ConvertOp.SEXT || c.op() == ConvertOp.ZEXT)
        ? Optional.of(c)
        : Optional.empty();
  }

  private void store(Instr.Store i) {
    Type t = facts.root(i.value()).type();
    String opcode = "st" + space(facts.root(i.pointer())) + ".";
    Addr to = values.address(i.pointer(), i.offset());
    code.op(opcode + memoryType(t) + " [a], b", to, abi.stored(i.value()));
  }

  private void alloca(Instr.Alloca i) {
    Space s = i.result().type().space();
    if (s != Space.SHARED && s != Space.LOCAL) {
      throw new IllegalStateException("storage in " + s.text() + " memory at " + i.span());
    }
    int align = s == Space.SHARED ? Math.max(16, i.align()) : i.align();
    PtxVariable v = new PtxVariable(s, abi.variable(s), align, Math.max(1, i.bytes()));
    variables.add(v);
    values.defineAddress(i.result(), Values.variable(v.name()));
  }

  private void intrinsic(Instr.Intrinsic i) {
    Optional<PtxForm> found = code.form(i.spelling());
    if (found.isEmpty()) {
      i.results().forEach(values::define);
      return;
    }
    PtxForm form = found.get();
    List<PtxOperand> operands = new ArrayList<>();
    List<Runnable> after = new ArrayList<>();
    int result = 0;
    int source = 0;
    for (Operand formal : form.formals()) {
      if (formal.isResult()) {
        operands.add(result(form, formal, element(i, i.results(), result++), after));
      } else {
        operands.add(source(form, formal, element(i, i.operands(), source++)));
      }
    }
    if (result != i.results().size() || source != i.operands().size()) {
      throw new IllegalStateException(
          "intrinsic '"
              + i.spelling()
              + "' at "
              + i.span()
              + " has "
              + result
              + " results and "
              + source
              + " sources, not "
              + i.results()
              + " and "
              + i.operands());
    }
    code.instr(null, form, operands);
    after.forEach(Runnable::run);
  }

  private static Value element(Instr.Intrinsic i, List<Value> values, int index) {
    if (index >= values.size()) {
      throw new IllegalStateException(
          "intrinsic '" + i.spelling() + "' at " + i.span() + " has only " + values);
    }
    return values.get(index);
  }

  private PtxOperand result(PtxForm form, Operand formal, Value v, List<Runnable> after) {
    Reg r = values.define(v);
    boolean narrow = formal.regClass() == RegClass.B16 && r.regClass() == RegClass.B32;
    if (!narrow || form.opcode().startsWith("ld.")) {
      return r;
    }
    Reg half = code.fresh(RegClass.B16);
    after.add(() -> code.into(r, "cvt.u32.u16 d, a", half));
    return half;
  }

  private PtxOperand source(PtxForm form, Operand formal, Value v) {
    RegClass held = Code.classOf(v.type());
    if (formal.kind() == OperandKind.ADDRESS) {
      boolean hasOffset = form.pieces().stream().anyMatch(p -> p.startsWith("+"));
      return hasOffset ? new Addr(values.register(v), 0) : values.address(v);
    }
    if (formal.kind() == OperandKind.IMMEDIATE) {
      PtxOperand o = values.use(v);
      if (o instanceof Imm) {
        return o;
      }
      code.violation("'" + form.opcode() + "'", "a constant for its operand " + formal.name());
      return new Imm("0");
    }
    if (formal.regClass() == RegClass.B16 && held == RegClass.B32) {
      boolean relaxed = form.opcode().startsWith("st.") || form.opcode().startsWith("cvt.");
      Reg r = values.register(v);
      return relaxed ? r : values.cached(RegClass.B16, "cvt.u16.u32 d, a", r);
    }
    if (formal.regClass() == RegClass.B64 && held == RegClass.B32 && v.type().isPointer()) {
      return values.cached(RegClass.B64, "cvt.u64.u32 d, a", values.register(v));
    }
    boolean sameKind = v.type().isFloat() == (formal.type().kind() == PtxType.Kind.FLOAT);
    boolean element = formal.lane() >= 0 && form.opcode().startsWith("mov.");
    return sameKind && !element && formal.kind() == OperandKind.SRC
        ? values.use(v)
        : values.register(v);
  }

  private void call(Instr.Call i) {
    code.line(new PtxLine.Brace(true));
    List<String> slots = new ArrayList<>();
    for (Value v : i.operands()) {
      PtxOperand stored = abi.stored(v);
      String slot = "$a" + slots.size();
      code.line(new PtxLine.Slot(Abi.slot(slot, List.of(v.type()))));
      code.op("st.param." + Abi.paramType(v.type()) + " [a], b", Values.variable(slot), stored);
      slots.add(slot);
    }
    List<Type> types = i.results().stream().map(Value::type).toList();
    if (!types.isEmpty()) {
      code.line(new PtxLine.Slot(Abi.slot("$r", types)));
    }
    code.call(types.isEmpty() ? null : "$r", abi.callee(i), slots);
    List<Integer> offsets = Abi.offsets(types);
    for (int k = 0; k < types.size(); k++) {
      abi.received(i.results().get(k), new Addr(new PtxOperand.Sym("$r"), offsets.get(k)));
    }
    code.line(new PtxLine.Brace(false));
  }
}

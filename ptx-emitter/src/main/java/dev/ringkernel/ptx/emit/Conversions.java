package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import java.util.Optional;

/** Selects conversions between types. */
final class Conversions {
  private final Code code;
  private final Values values;
  private final ValueFacts facts;

  Conversions(Code code, Values values, ValueFacts facts) {
    this.code = code;
    this.values = values;
    this.facts = facts;
  }

  void convert(Instr.Convert i) {
    Type from = facts.root(i.a()).type();
    Type to = i.result().type();
    switch (i.op()) {
      case SEXT -> extend(i, from, to, true);
      case ZEXT -> extend(i, from, to, false);
      case TRUNC -> truncate(i, from);
      case SIGNED_TO_FLOAT -> toFloat(i, from, to, true);
      case UNSIGNED_TO_FLOAT -> toFloat(i, from, to, false);
      case FLOAT_TO_SIGNED -> toSigned(i, from, to);
      case FLOAT_TO_FLOAT -> {
        String round = to.bits() > from.bits() ? "" : ".rn";
        code.into(
            values.define(i.result()),
            "cvt" + round + "." + Arithmetic.name(to) + "." + Arithmetic.name(from) + " d, a",
            values.use(i.a()));
      }
      case BITCAST -> bits(i, from, to);
      case POINTER_TO_INT -> {
        if (from.bits() == 64) {
          values.rename(i.result(), i.a());
        } else {
          code.into(values.define(i.result()), "cvt.u64.u32 d, a", values.register(i.a()));
        }
      }
      case INT_TO_POINTER -> values.rename(i.result(), i.a());
      case TO_GENERIC -> generic(i, from);
    }
  }

  private void extend(Instr.Convert i, Type from, Type to, boolean signed) {
    boolean wide = to.bits() == 64;
    Optional<Instr.Const> constant = facts.constant(i.a());
    if (constant.isPresent()) {
      long value = Values.extend(constant.get().bits(), from.bits(), signed);
      values.define(i.result(), new Imm(Long.toString(value)));
    } else if (from == Type.I1) {
      code.into(
          values.define(i.result()),
          wide ? "selp.b64 d, a, b, p" : "selp.b32 d, a, b, p",
          new Imm(signed ? "-1" : "1"),
          new Imm("0"),
          values.register(i.a()));
    } else if (!wide) {
      values.define(i.result(), values.extended(i.a(), signed));
    } else {
      String letter = signed ? "s" : "u";
      code.into(
          values.define(i.result()),
          "cvt." + letter + "64." + letter + from.bits() + " d, a",
          values.use(i.a()));
    }
  }

  private void truncate(Instr.Convert i, Type from) {
    PtxOperand a = values.use(i.a());
    PtxOperand low =
        from.bits() == 64
            ? values.cached(RegClass.B32, "cvt.u32.u64 d, a", values.register(i.a()))
            : a;
    // The upper bits of a narrow integer mean nothing, so that nothing more is to be done.
    values.define(i.result(), low);
  }

  private void toFloat(Instr.Convert i, Type from, Type to, boolean signed) {
    String source = (signed ? "s" : "u") + Math.max(32, from.bits());
    code.into(
        values.define(i.result()),
        "cvt.rn." + Arithmetic.name(to) + "." + source + " d, a",
        values.extended(i.a(), signed));
  }

  /**
   * Truncates; {@code cvt} saturates to the range of the result by itself. It gives 0 for a NaN
   * only where neither the source is f64 nor the result 64 bits wide (manual, "cvt": "NaN input
   * results in …"); elsewhere the 0 is selected.
   */
  private void toSigned(Instr.Convert i, Type from, Type to) {
    String source = Arithmetic.name(from);
    String dest = to.bits() == 64 ? "s64" : "s32";
    Reg d = values.define(i.result());
    if (from != Type.F64 && to.bits() != 64) {
      code.into(d, "cvt.rzi." + dest + "." + source + " d, a", values.use(i.a()));
      return;
    }
    Reg a = values.register(i.a());
    Reg plain = code.value(Code.classOf(to), "cvt.rzi." + dest + "." + source + " d, a", a);
    Reg nan = code.value(RegClass.PRED, "setp.nan." + source + " p, a, b", a, a);
    code.into(
        d,
        to.bits() == 64 ? "selp.b64 d, a, b, p" : "selp.b32 d, a, b, p",
        new Imm("0"),
        plain,
        nan);
  }

  private void bits(Instr.Convert i, Type from, Type to) {
    RegClass source = Code.classOf(from);
    RegClass dest = Code.classOf(to);
    if (source == dest) {
      values.define(i.result(), values.register(i.a()));
    } else if (dest == RegClass.B16) {
      code.into(values.define(i.result()), "cvt.u16.u32 d, a", values.register(i.a()));
    } else if (source == RegClass.B16) {
      code.into(values.define(i.result()), "cvt.u32.u16 d, a", values.register(i.a()));
    } else {
      String width = from.bits() == 64 ? "b64" : "b32";
      code.into(values.define(i.result()), "mov." + width + " d, a", values.register(i.a()));
    }
  }

  private void generic(Instr.Convert i, Type from) {
    switch (from.space()) {
      case GENERIC -> values.define(i.result(), values.use(i.a()));
      case GLOBAL ->
          code.into(values.define(i.result()), "cvta.global.u64 d, a", values.register(i.a()));
      case CONST ->
          code.into(values.define(i.result()), "cvta.const.u64 d, a", values.register(i.a()));
      case SHARED, LOCAL -> {
        Reg wide = values.cached(RegClass.B64, "cvt.u64.u32 d, a", values.register(i.a()));
        code.into(values.define(i.result()), "cvta." + from.space().text() + ".u64 d, a", wide);
      }
    }
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quaternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.Optional;

/** The forms of the chapters "Integer Arithmetic" and "SIMD Video". */
final class IntegerMeanings {
  private IntegerMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    PtxType type = Words.input(form, 0);
    if (type == PtxType.U16X2 || type == PtxType.S16X2) {
      return scalar(form, type == PtxType.S16X2, 16).map(f -> FormMeaning.of(Combine.pair(16, f)));
    }
    return scalar(form, type.kind() == PtxType.Kind.SIGNED, type.bits()).map(FormMeaning::of);
  }

  private static Optional<Meaning> scalar(PtxForm form, boolean s, int w) {
    long m = Bits.mask(w);
    boolean high = Words.has(form, "hi");
    boolean wide = Words.has(form, "wide");
    boolean sat = Words.has(form, "sat");
    boolean relu = Words.has(form, "relu");
    boolean clamp = Words.has(form, "clamp");
    Meaning meaning =
        switch (form.row().base()) {
          case "add" -> sat ? (Binary) Integers::addSaturated : (Binary) (a, b) -> a + b & m;
          case "sub" -> sat ? (Binary) Integers::subSaturated : (Binary) (a, b) -> a - b & m;
          case "mul" -> mul(s, w, high, wide);
          case "mad" -> mad(s, w, high, wide, sat);
          case "mul24" -> mul24(s, high ? 16 : 0);
          case "mad24" -> mad24(s, high ? 16 : 0);
          case "sad" -> (Ternary) (a, b, c) -> c + Integers.distance(s, w, a, b) & m;
          case "div" -> (Binary) (a, b) -> Integers.div(s, w, a, b);
          case "rem" -> (Binary) (a, b) -> Integers.rem(s, w, a, b);
          case "abs" -> (Unary) a -> Integers.abs(w, a);
          case "neg" -> (Unary) a -> -a & m;
          case "min" -> relu(relu, w, (a, b) -> Integers.min(s, w, a, b));
          case "max" -> relu(relu, w, (a, b) -> Integers.max(s, w, a, b));
          case "popc" -> (Unary) a -> Long.bitCount(a & m);
          case "clz" -> (Unary) a -> BitFields.clz(w, a);
          case "bfind" ->
              Words.has(form, "shiftamt")
                  ? (Unary) a -> BitFields.findShift(s, w, a)
                  : (Unary) a -> BitFields.find(s, w, a);
          case "brev" -> (Unary) a -> BitFields.reverse(w, a);
          case "bfe" -> (Ternary) (a, b, c) -> BitFields.extract(s, w, a, b, c);
          case "bfi" -> (Quaternary) (a, b, c, d) -> BitFields.insert(w, a, b, c, d);
          case "szext" -> (Binary) (a, b) -> BitFields.extend(clamp, s, a, b);
          case "bmsk" -> (Binary) (a, b) -> BitFields.mask(clamp, a, b);
          case "dp4a" -> dp4a(form);
          case "dp2a" -> dp2a(form, high ? 16 : 0);
          case "fns" -> (Ternary) BitFields::findNth;
          case "vabsdiff2" -> distances(form, 16);
          case "vabsdiff4" -> distances(form, 8);
          default -> null;
        };
    return Optional.ofNullable(meaning);
  }

  private static Meaning relu(boolean relu, int w, Binary f) {
    return relu ? Combine.after(f, a -> Bits.signed(a, w) < 0 ? 0 : a) : f;
  }

  private static Binary mul(boolean s, int w, boolean high, boolean wide) {
    if (wide) {
      long m = Bits.mask(2 * w);
      return (a, b) -> Integers.product(s, w, a, b) & m;
    }
    long m = Bits.mask(w);
    return high ? (a, b) -> Integers.high(s, w, a, b) : (a, b) -> a * b & m;
  }

  private static Ternary mad(boolean s, int w, boolean high, boolean wide, boolean sat) {
    if (sat) {
      return Integers::madHighSaturated;
    }
    if (wide) {
      long m = Bits.mask(2 * w);
      return (a, b, c) -> Integers.product(s, w, a, b) + c & m;
    }
    long m = Bits.mask(w);
    return high ? (a, b, c) -> Integers.high(s, w, a, b) + c & m : (a, b, c) -> a * b + c & m;
  }

  private static Binary mul24(boolean s, int shift) {
    return (a, b) -> Integers.product(s, 24, a, b) >> shift & 0xffffffffL;
  }

  private static Ternary mad24(boolean s, int shift) {
    return (a, b, c) -> (Integers.product(s, 24, a, b) >> shift) + c & 0xffffffffL;
  }

  private static Ternary dp2a(PtxForm form, int shift) {
    boolean a2 = form.modifier("atype").orElseThrow().equals("s32");
    boolean b2 = form.modifier("btype").orElseThrow().equals("s32");
    return (a, b, c) -> Integers.dp2a(a2, b2, a, b >>> shift, c);
  }

  /** Of unsigned parts: side by side, or all of them added to the last input. */
  private static Ternary distances(PtxForm form, int width) {
    return Words.has(form, "add")
        ? (a, b, c) -> Integers.sumOfDistances(width, a, b, c)
        : (a, b, c) -> Integers.distances(width, a, b);
  }

  private static Ternary dp4a(PtxForm form) {
    boolean a4 = form.modifier("atype").orElseThrow().equals("s32");
    boolean b4 = form.modifier("btype").orElseThrow().equals("s32");
    return (a, b, c) -> Integers.dp4a(a4, b4, a, b, c);
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.PtxType.Kind;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.Optional;

/** The forms of {@code cvt}. */
final class ConvertMeanings {
  private ConvertMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    return form.row().base().equals("cvt")
        ? Optional.of(FormMeaning.of(cvt(form)))
        : Optional.empty();
  }

  private static Meaning cvt(PtxForm form) {
    PtxType to = Words.result(form);
    PtxType from = Words.input(form, 0);
    if (Words.has(form, "pack")) {
      return PackMeanings.of(form);
    }
    if (to == PtxType.UE8M0X2 || from == PtxType.UE8M0X2) {
      return ScaleMeanings.of(form);
    }
    if (to.kind() == Kind.FLOAT && from.kind() == Kind.FLOAT) {
      return Lanes.of(to).count() == 1 ? number(form) : NarrowMeanings.of(form);
    }
    if (to.kind() == Kind.FLOAT) {
      return fromInteger(form, to, from);
    }
    return from.kind() == Kind.FLOAT ? toInteger(form, to, from) : integers(form, to, from);
  }

  private static Unary integers(PtxForm form, PtxType to, PtxType from) {
    boolean signed = from.kind() == Kind.SIGNED;
    int width = from.bits();
    long mask = Bits.mask(to.bits());
    if (Words.has(form, "sat")) {
      boolean toSigned = to.kind() == Kind.SIGNED;
      int toWidth = to.bits();
      return a ->
          ToInteger.clamp(
              toSigned, toWidth, signed, signed ? Bits.signed(a, width) : a & Bits.mask(width));
    }
    return signed ? a -> Bits.signed(a, width) & mask : a -> a & Bits.mask(width) & mask;
  }

  private static Unary toInteger(PtxForm form, PtxType to, PtxType from) {
    Format f = Lanes.of(from).format();
    Round round = Words.round(form);
    boolean signed = to.kind() == Kind.SIGNED;
    int width = to.bits();
    return Words.has(form, "ftz")
        ? a -> ToInteger.convert(round, signed, width, f, f.flush(a))
        : a -> ToInteger.convert(round, signed, width, f, a);
  }

  private static Meaning fromInteger(PtxForm form, PtxType to, PtxType from) {
    Format f = Lanes.of(to).format();
    Round round = Words.round(form);
    int width = from.bits();
    Unary convert =
        from.kind() == Kind.SIGNED
            ? a -> {
              long value = Bits.signed(a, width);
              return f.encode(round, value < 0, Math.abs(value), 0);
            }
            : a -> f.encode(round, false, a & Bits.mask(width), 0);
    return Words.has(form, "sat") ? Combine.after(convert, f::saturate) : convert;
  }

  /** One floating-point number to one. */
  private static Meaning number(PtxForm form) {
    Format to = Lanes.of(Words.result(form)).format();
    Format from = Lanes.of(Words.input(form, 0)).format();
    Meaning meaning = number(form, from, to);
    if (Words.has(form, "ftz")) {
      // The hardware ignores it where the result is f16.
      if (from == Format.F32 && to != Format.F16) {
        meaning = Combine.before(from::flush, meaning);
      }
      if (to == Format.F32) {
        meaning = Combine.after(meaning, to::flush);
      }
    }
    meaning = clamped(form, to, meaning);
    // A tf32 number is an f32 number whose lowest bits are zero.
    return to == Format.TF32 ? Combine.after(meaning, a -> a << 13) : meaning;
  }

  private static Unary number(PtxForm form, Format from, Format to) {
    Round round = Words.round(form);
    if (Words.roundsToInteger(form)) {
      return a ->
          from == Format.F64 && Nan.isF64(a)
              ? Nan.f64(a)
              : to.encode(Round.RN, round.integer(from.decode(a)));
    }
    if (from == to) {
      long mask = Bits.mask(to.width());
      // What changes no number is a move, which keeps NaN, but for halves.
      boolean move = to.width() >= 32 && !Words.has(form, "ftz");
      return move ? a -> a & mask : a -> from.isNan(a) ? to.nan() : a & mask;
    }
    if (to == Format.TF32 && round == Round.RNA) {
      return a -> from.isNan(a) ? a >>> 13 & Bits.mask(19) : to.encode(round, from.decode(a));
    }
    if (to.width() >= 32 && from != Format.F64 && Words.has(form, "ftz")) {
      // An f32 operation flushes it, and that has one NaN.
      long nan = to == Format.F64 ? Nan.converted(Format.F32, to, Nan.F32) : to.nan();
      return a -> from.isNan(a) ? nan : to.encode(round, from.decode(a));
    }
    if (round == Round.RN && to == Format.F32) {
      return a -> from.isNan(a) ? Nan.converted(from, to, a) : F32.bits((float) from.decode(a));
    }
    return a -> from.isNan(a) ? Nan.converted(from, to, a) : to.encode(round, from.decode(a));
  }

  /** With {@code .sat}, {@code .satfinite} and {@code .relu}. */
  static Meaning clamped(PtxForm form, Format to, Meaning conversion) {
    Meaning meaning = conversion;
    if (Words.has(form, "sat")) {
      meaning = Combine.after(meaning, to::saturate);
    }
    if (Words.has(form, "satfinite")) {
      boolean below = to == Format.TF32 && Words.has(form, "rna");
      meaning = Combine.after(meaning, below ? ConvertMeanings::below : to::finite);
    }
    return Words.has(form, "relu") ? Combine.after(meaning, to::relu) : meaning;
  }

  /** As {@code cvt.rna.satfinite.tf32} does: the number before infinity, and NaN less one. */
  private static long below(long a) {
    return Format.TF32.magnitude(a) >= Format.TF32.infinity() ? a - 1 : a;
  }
}

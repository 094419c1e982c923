package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.Optional;

/** The forms of the floating-point chapters, half and mixed precision included. */
final class FloatMeanings {
  private FloatMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    Lanes lanes = Lanes.of(Words.input(form, 0));
    if (form.row().base().equals("testp")) {
      return Optional.of(FormMeaning.of(testp(form, lanes.format())));
    }
    return scalar(form, lanes.format())
        .map(f -> modified(form, lanes.format(), f))
        .map(f -> FormMeaning.of(lanes.count() == 2 ? Combine.pair(lanes.width(), f) : f));
  }

  /** Mixed precision: {@code f32} operations whose first operands are halves. */
  static Optional<FormMeaning> mixed(PtxForm form) {
    Format half = Lanes.of(Words.input(form, 0)).format();
    Round round = Words.round(form);
    Meaning meaning =
        switch (form.row().base()) {
          case "add" -> (Binary) (a, c) -> F32.add(round, F32.bits((float) half.decode(a)), c);
          case "sub" -> (Binary) (a, c) -> F32.sub(round, F32.bits((float) half.decode(a)), c);
          case "fma" ->
              (Ternary)
                  (a, b, c) ->
                      F32.fma(
                          round,
                          F32.bits((float) half.decode(a)),
                          F32.bits((float) half.decode(b)),
                          c);
          default -> null;
        };
    return Optional.ofNullable(meaning)
        .map(
            f ->
                FormMeaning.of(
                    Words.has(form, "sat") ? Combine.after(f, Format.F32::saturate) : f));
  }

  private static Meaning modified(PtxForm form, Format format, Meaning exact) {
    Meaning meaning = exact;
    if (Words.has(form, "ftz")) {
      meaning = Combine.after(Combine.before(format::flush, meaning), format::flush);
    }
    if (Words.has(form, "sat")) {
      meaning = Combine.after(meaning, format::saturate);
    }
    if (Words.has(form, "relu")) {
      meaning = Combine.after(meaning, format::relu);
    }
    return meaning;
  }

  private static Optional<Meaning> scalar(PtxForm form, Format f) {
    if (Words.has(form, "approx") || Words.has(form, "full")) {
      return Approximate.of(form, f);
    }
    Round round = Words.round(form);
    if (Words.has(form, "ftz") && Flushed.has(form)) {
      return Optional.of(Flushed.of(form, f, round));
    }
    Meaning meaning =
        switch (form.row().base()) {
          case "add" -> add(f, round);
          case "sub" -> sub(f, round);
          case "mul" -> mul(f, round);
          case "fma", "mad" -> Words.has(form, "oob") ? oob(f) : fma(f, round);
          case "div" -> div(f, round);
          case "rcp" -> rcp(f, round);
          case "sqrt" -> sqrt(f, round);
          case "abs" -> (Unary) a -> f.isNan(a) ? Nan.of(f, a) : f.magnitude(a);
          case "neg" -> (Unary) a -> f.isNan(a) ? Nan.of(f, a) : neg(f, a);
          case "copysign" -> (Binary) (a, b) -> f.magnitude(b) | f.sign(f.negative(a));
          case "min", "max" -> MinMax.of(form, f);
          default -> null;
        };
    return Optional.ofNullable(meaning);
  }

  private static long neg(Format f, long a) {
    return (a ^ f.sign(true)) & Bits.mask(f.width());
  }

  private static Binary add(Format f, Round r) {
    return switch (f) {
      case F32 -> r == Round.RN ? F32::add : (a, b) -> F32.add(r, a, b);
      case F64 -> r == Round.RN ? F64::add : (a, b) -> Exact.add(r, a, b);
      case F16, BF16 -> (a, b) -> Half.add(f, a, b);
      case TF32, E5M2, E4M3, E3M2, E2M3, E2M1 -> throw noArithmetic(f);
    };
  }

  private static Binary sub(Format f, Round r) {
    return switch (f) {
      case F32 -> r == Round.RN ? F32::sub : (a, b) -> F32.sub(r, a, b);
      case F64 -> r == Round.RN ? F64::sub : (a, b) -> Exact.sub(r, a, b);
      case F16, BF16 -> (a, b) -> Half.sub(f, a, b);
      case TF32, E5M2, E4M3, E3M2, E2M3, E2M1 -> throw noArithmetic(f);
    };
  }

  private static Binary mul(Format f, Round r) {
    return switch (f) {
      case F32 -> r == Round.RN ? F32::mul : (a, b) -> F32.mul(r, a, b);
      case F64 -> r == Round.RN ? F64::mul : (a, b) -> Exact.mul(r, a, b);
      case F16, BF16 -> (a, b) -> Half.mul(f, a, b);
      case TF32, E5M2, E4M3, E3M2, E2M3, E2M1 -> throw noArithmetic(f);
    };
  }

  private static Ternary fma(Format f, Round r) {
    return switch (f) {
      case F32 -> r == Round.RN ? F32::fma : (a, b, c) -> F32.fma(r, a, b, c);
      case F64 -> r == Round.RN ? F64::fma : (a, b, c) -> Exact.fma(r, a, b, c);
      case F16, BF16 -> (a, b, c) -> Half.fma(f, a, b, c);
      case TF32, E5M2, E4M3, E3M2, E2M3, E2M1 -> throw noArithmetic(f);
    };
  }

  /** {@code fma.oob}: the NaN that marks data out of bounds makes the result zero. */
  private static Ternary oob(Format f) {
    return (a, b, c) -> Nan.outOfBounds(a) || Nan.outOfBounds(b) ? 0 : Half.fma(f, a, b, c);
  }

  private static Binary div(Format f, Round r) {
    return f == Format.F64
        ? r == Round.RN ? F64::div : (a, b) -> Exact.div(r, a, b)
        : r == Round.RN ? F32::div : (a, b) -> F32.div(r, a, b);
  }

  private static Unary rcp(Format f, Round r) {
    return f == Format.F64
        ? r == Round.RN ? F64::rcp : a -> Exact.rcp(r, a)
        : r == Round.RN ? F32::rcp : a -> F32.rcp(r, a);
  }

  private static Unary sqrt(Format f, Round r) {
    return f == Format.F64
        ? r == Round.RN ? F64::sqrt : a -> Exact.sqrt(r, a)
        : r == Round.RN ? F32::sqrt : a -> F32.sqrt(r, a);
  }

  private static Unary testp(PtxForm form, Format f) {
    String op = form.modifier("op").orElseThrow();
    long infinity = f.infinity();
    return switch (op) {
      case "finite" -> a -> f.magnitude(a) < infinity ? 1 : 0;
      case "infinite" -> a -> f.magnitude(a) == infinity ? 1 : 0;
      case "number" -> a -> f.magnitude(a) <= infinity ? 1 : 0;
      case "notanumber" -> a -> f.magnitude(a) > infinity ? 1 : 0;
      case "normal" -> a -> f.magnitude(a) < infinity && !subnormal(f, a) ? 1 : 0;
      case "subnormal" -> a -> subnormal(f, a) ? 1 : 0;
      default -> throw new IllegalArgumentException("testp has no test " + op);
    };
  }

  private static boolean subnormal(Format f, long a) {
    return f.magnitude(a) != 0 && f.magnitude(a) >>> f.fraction() == 0;
  }

  private static IllegalArgumentException noArithmetic(Format f) {
    return new IllegalArgumentException("PTX has no arithmetic on " + f);
  }
}

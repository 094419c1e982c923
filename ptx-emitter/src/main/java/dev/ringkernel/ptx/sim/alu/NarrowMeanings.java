package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quinary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;

/**
 * Conversions to and from pairs and fours of floating-point numbers: the first input is highest.
 */
final class NarrowMeanings {
  private NarrowMeanings() {}

  static Meaning of(PtxForm form) {
    Lanes to = Lanes.of(Words.result(form));
    PtxType from = Words.input(form, 0);
    if (Words.has(form, "rs")) {
      return to.count() == 4 ? four(form, to) : pair(form, to);
    }
    int width = to.width();
    if (from == PtxType.F32) {
      Unary one = one(form, Format.F32, to.format());
      return (Binary) (a, b) -> one.of(a) << width | one.of(b);
    }
    Lanes source = Lanes.of(from);
    Unary one = one(form, source.format(), to.format());
    int fromWidth = source.width();
    return (Unary) a -> one.of(a >>> fromWidth) << width | one.of(a);
  }

  private static Unary one(PtxForm form, Format from, Format to) {
    Round round = Words.round(form);
    Unary encode = a -> to.encode(round, from.decode(a));
    return (Unary) ConvertMeanings.clamped(form, to, encode);
  }

  /** {@code .rs} to halves: each takes its 16 of the random bits, {@code f16} the lower 13. */
  private static Ternary pair(PtxForm form, Lanes to) {
    Format f = to.format();
    int width = to.width();
    int count = f == Format.F16 ? 13 : 16;
    Binary one = stochastic(form, f, count);
    return (a, b, c) -> one.of(a, c >>> 16) << width | one.of(b, c);
  }

  /**
   * {@code .rs} to fours: the upper half of the random bits is for the upper pair of numbers, the
   * lower for the lower; {@code e2m1} takes of both halves their upper and their lower bytes.
   */
  private static Quinary four(PtxForm form, Lanes to) {
    Format f = to.format();
    int width = to.width();
    if (f == Format.E2M1) {
      Binary one = stochastic(form, f, 8);
      return (a, b, e, g, c) ->
          one.of(a, c >>> 24) << (3 * width)
              | one.of(b, c >>> 8) << (2 * width)
              | one.of(e, c >>> 16) << width
              | one.of(g, c);
    }
    Binary one = stochastic(form, f, 16);
    return (a, b, e, g, c) ->
        one.of(a, c >>> 16) << (3 * width)
            | one.of(b, c >>> 16) << (2 * width)
            | one.of(e, c) << width
            | one.of(g, c);
  }

  private static Binary stochastic(PtxForm form, Format f, int count) {
    return (Binary)
        ConvertMeanings.clamped(
            form, f, (Binary) (a, random) -> Stochastic.encode(f, F32.of(a), random, count));
  }
}

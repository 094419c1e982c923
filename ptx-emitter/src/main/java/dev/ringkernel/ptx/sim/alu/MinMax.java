package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;

/** Floating-point {@code min} and {@code max}: -0 is less than +0. */
final class MinMax {
  private MinMax() {}

  /** The meaning for one number of {@code format}. */
  static Meaning of(PtxForm form, Format format) {
    boolean max = form.row().base().equals("max");
    boolean nan = Words.has(form, "NaN");
    Binary pick = (a, b) -> pick(format, max, nan, a, b);
    if (Words.has(form, "xorsign")) {
      return (Binary)
          (a, b) -> {
            long d = pick.of(format.magnitude(a), format.magnitude(b));
            return format.isNan(d) ? d : d | format.sign(format.negative(a) != format.negative(b));
          };
    }
    if (form.inputs().size() == 3) {
      Ternary three = (a, b, c) -> pick.of(pick.of(a, b), c);
      return Words.has(form, "abs") ? Combine.before(format::magnitude, three) : three;
    }
    return pick;
  }

  private static long pick(Format format, boolean max, boolean nan, long a, long b) {
    long m = Bits.mask(format.width());
    if (format.isNan(a)) {
      return nan || format.isNan(b) ? Nan.of(format, b) : b & m;
    }
    if (format.isNan(b)) {
      return nan ? format.nan() : a & m;
    }
    return order(format, a) < order(format, b) == max ? b & m : a & m;
  }

  /** A number that grows with the value. */
  private static long order(Format format, long bits) {
    long magnitude = format.magnitude(bits);
    return format.negative(bits) ? ~magnitude : magnitude;
  }
}

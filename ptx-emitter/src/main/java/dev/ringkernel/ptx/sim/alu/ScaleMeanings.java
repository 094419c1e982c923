package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;

/** Conversions to and from {@code ue8m0}: powers of two from 2^-127 to 2^127, and NaN. */
final class ScaleMeanings {
  private ScaleMeanings() {}

  private static final long NAN = 0xff;
  private static final long MAX = 0xfe;
  private static final long LEAST = 0x00400000L;

  static Meaning of(PtxForm form) {
    if (Words.result(form) == PtxType.BF16X2) {
      return (Unary) a -> toBf16(a >>> 8 & 0xff) << 16 | toBf16(a & 0xff);
    }
    boolean up = Words.has(form, "rp");
    boolean finite = Words.has(form, "satfinite");
    return Words.input(form, 0) == PtxType.F32
        ? (Binary) (a, b) -> encode(up, finite, a) << 8 | encode(up, finite, b)
        : (Unary)
            a ->
                encode(up, finite, a & 0xffff0000L) << 8
                    | encode(up, finite, a << 16 & 0xffff0000L);
  }

  private static long toBf16(long a) {
    return a == NAN ? Nan.BF16 : a == 0 ? LEAST >>> 16 : a << 7;
  }

  /** The magnitude of an {@code f32}; what is less than the least power becomes that. */
  private static long encode(boolean up, boolean finite, long bits) {
    long magnitude = Format.F32.magnitude(bits);
    if (Format.F32.isNan(bits)) {
      return NAN;
    }
    boolean between = (magnitude & 0x7fffff) != 0 && magnitude > LEAST;
    long power = (magnitude >>> 23) + (up && between ? 1 : 0);
    return finite ? Math.min(power, MAX) : power;
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;

/** {@code cvt.pack}: two saturated integers, above them the low bits of a third. */
final class PackMeanings {
  private PackMeanings() {}

  static Meaning of(PtxForm form) {
    String type = form.modifier("dtype").orElseThrow();
    boolean signed = type.startsWith("s");
    int width = Integer.parseInt(type.substring(1));
    Binary pair = (a, b) -> one(signed, width, a) << width | one(signed, width, b);
    return form.inputs().size() == 2
        ? pair
        : (Ternary) (a, b, c) -> (pair.of(a, b) | c << (2 * width)) & 0xffffffffL;
  }

  private static long one(boolean signed, int width, long a) {
    return ToInteger.clamp(signed, width, true, (int) a);
  }
}

package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.List;

/** Arithmetic with the carry flag, which is set before and read behind. */
final class CarryEffects {
  private static final int THREADS = 128;

  private CarryEffects() {}

  static boolean takes(PtxForm form) {
    return form.row().section().startsWith("Extended-Precision");
  }

  static void add(PtxForm form, EffectFiles files) {
    EffectFiles.Place place = files.next();
    EffectKernel kernel = new EffectKernel(place.entry(), "");
    kernel.load(form);
    kernel.line("and.b32 %t3, %t0, 1;");
    kernel.line("add.cc.u32 %t4, %t3, 0xffffffff;");
    kernel.instruction(form, "", "", "0", "-1");
    if (form.toString().contains(".cc")) {
      kernel.line((form.row().base().startsWith("sub") ? "subc" : "addc") + ".u32 %t5, 0, 0;");
      kernel.line("st.global.u32 [%u1], %t5;");
    }
    kernel.store(form);
    byte[] in = EffectInputs.buffer(form, PtxType.B32, THREADS);
    files.add(
        place,
        kernel.end(),
        form,
        "",
        SimGrid.of(1, THREADS),
        List.of(
            new EffectCase.Argument(true, in), new EffectCase.Argument(true, new byte[in.length])));
  }
}

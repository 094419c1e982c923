package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.List;
import java.util.Set;

/** Moves of matrices between shared memory and a warp: a lane has a row of 16 bytes. */
final class MatrixMoveEffects {
  private MatrixMoveEffects() {}

  static boolean takes(PtxForm form) {
    return Set.of("ldmatrix", "stmatrix").contains(form.row().base());
  }

  static void add(PtxForm form, EffectFiles files) {
    EffectFiles.Place place = files.next();
    EffectKernel kernel = new EffectKernel(place.entry(), "");
    // Rows of all lanes apart by 32 bytes, in another order than the lanes
    kernel.line("xor.b32 %t4, %t2, 5; mov.u64 %u3, s;");
    kernel.line("mul.wide.u32 %u4, %t4, 32; add.u64 %u3, %u3, %u4;");
    kernel.fill(".shared");
    kernel.line("bar.warp.sync -1;");
    kernel.line("mov.b64 %u6, %u3;");
    if (!form.toString().contains(".shared")) {
      kernel.line("cvta.shared.u64 %u6, %u6;");
    }
    kernel.load(form);
    kernel.instruction(form, "", "%u6", "0", "-1");
    kernel.line("bar.warp.sync -1;");
    kernel.store(form);
    kernel.show(".shared");
    byte[] in = EffectInputs.buffer(form, PtxType.B16, 32);
    files.add(
        place,
        kernel.end(),
        form,
        "",
        SimGrid.of(1, 32),
        List.of(
            new EffectCase.Argument(true, in), new EffectCase.Argument(true, new byte[in.length])));
  }
}

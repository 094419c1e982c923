package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.List;
import java.util.Set;

/**
 * What the lanes of a warp do together: two warps with all lanes, two whose first 13 lanes and the
 * others do it apart, where no lane reads of another.
 */
final class WarpEffects {
  private static final int WARPS = 4;
  private static final Set<String> BASES =
      Set.of("shfl", "vote", "match", "redux", "elect", "activemask", "movmatrix");

  private WarpEffects() {}

  static boolean takes(PtxForm form) {
    return BASES.contains(form.row().base());
  }

  static void add(PtxForm form, EffectFiles files) {
    EffectFiles.Place place = files.next();
    EffectKernel kernel = new EffectKernel(place.entry(), "");
    kernel.load(form);
    String base = form.row().base();
    if (!base.equals("shfl") && !base.equals("movmatrix")) {
      kernel.line("mov.u32 %t4, %ctaid.x; setp.lt.u32 %g0, %t4, 2; @%g0 bra ALL;");
      kernel.line("setp.lt.u32 %g1, %t2, 13; @%g1 bra LOW;");
      kernel.instruction(form, "", "", "0", "0xffffe000");
      kernel.line("bra.uni END;");
      kernel.line("LOW:");
      kernel.instruction(form, "", "", "0", "0x1fff");
      kernel.line("bra.uni END;");
      kernel.line("ALL:");
    }
    kernel.instruction(form, "", "", "0", "-1");
    kernel.line("END:");
    kernel.store(form);
    byte[] in =
        EffectInputs.buffer(
            form,
            WARPS * 32,
            (thread, operand, index) -> {
              long edge = EffectInputs.edge(operand.type(), thread, index);
              return base.equals("match") ? few(thread, operand) : edge;
            });
    files.add(
        place,
        kernel.end(),
        form,
        "",
        SimGrid.of(WARPS, 32),
        List.of(
            new EffectCase.Argument(true, in), new EffectCase.Argument(true, new byte[in.length])));
  }

  /** All equal in one warp, of three values in the others. */
  private static long few(int thread, Operand operand) {
    long kind = thread / 32 == 1 ? 0 : Mix.finish(thread) >>> 11 & 3;
    return EffectInputs.edge(operand.type(), 1, (int) kind / 2 * 2);
  }
}

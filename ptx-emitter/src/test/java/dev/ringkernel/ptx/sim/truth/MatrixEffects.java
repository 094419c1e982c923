package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.ArrayList;
import java.util.List;

/** Products of matrices by {@code mma}: of small integers, of numbers near 1, of edge values. */
final class MatrixEffects {
  private static final int WARPS = 2;

  private MatrixEffects() {}

  static boolean takes(PtxForm form) {
    return form.row().base().equals("mma");
  }

  static void add(PtxForm form, EffectFiles files) {
    EffectFiles.Place place = files.next();
    EffectKernel kernel = new EffectKernel(place.entry(), "");
    kernel.load(form);
    kernel.instruction(form, "", "", "0", "-1");
    kernel.store(form);
    String text = kernel.end();
    List<String> types = types(form);
    for (MatrixNumbers numbers : MatrixNumbers.values()) {
      byte[] in =
          EffectInputs.buffer(
              form,
              WARPS * 32,
              (thread, operand, index) -> packed(numbers, types, thread, operand, index));
      files.add(
          place,
          text,
          form,
          numbers.remark(),
          SimGrid.of(WARPS, 32),
          List.of(
              new EffectCase.Argument(true, in),
              new EffectCase.Argument(true, new byte[in.length])));
      text = "";
    }
  }

  /** The types of d, a, b and c, as the last four modifiers name them. */
  private static List<String> types(PtxForm form) {
    String opcode = form.toString();
    List<String> parts =
        new ArrayList<>(List.of(opcode.substring(0, opcode.indexOf(' ')).split("\\.")));
    return parts.subList(parts.size() - 4, parts.size());
  }

  private static long packed(
      MatrixNumbers numbers, List<String> types, int thread, Operand operand, int index) {
    int which = "dabc".indexOf(operand.name().charAt(0));
    String type = types.get(which);
    int width = MatrixNumbers.width(type);
    long bits = 0;
    for (int lane = 0; lane * width < operand.regClass().bits(); lane++) {
      long seed = thread * 64L + index * 4096L * 64 + lane + ((which + 1L) << 40);
      bits |= numbers.element(type, new Mix(seed)) << (lane * width);
    }
    return bits;
  }
}

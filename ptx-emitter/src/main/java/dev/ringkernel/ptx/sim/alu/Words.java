package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import java.util.Map;

/** Reads a form's modifiers and types. */
final class Words {
  private Words() {}

  private static final Map<String, Round> ROUNDS =
      Map.of(
          "rn", Round.RN, "rz", Round.RZ, "rm", Round.RM, "rp", Round.RP, "rna", Round.RNA, "rni",
          Round.RN, "rzi", Round.RZ, "rmi", Round.RM, "rpi", Round.RP);

  static boolean has(PtxForm form, String modifier) {
    return form.modifiers().containsValue(modifier);
  }

  /** The rounding mode; to nearest where the form names none. */
  static Round round(PtxForm form) {
    for (Map.Entry<String, Round> entry : ROUNDS.entrySet()) {
      if (has(form, entry.getKey())) {
        return entry.getValue();
      }
    }
    return Round.RN;
  }

  /** Whether the form rounds to an integer, such as {@code cvt.rni.f32.f32}. */
  static boolean roundsToInteger(PtxForm form) {
    return has(form, "rni") || has(form, "rzi") || has(form, "rmi") || has(form, "rpi");
  }

  /** The type of the first result. */
  static PtxType result(PtxForm form) {
    return form.results().getFirst().type();
  }

  /** The type of an input. */
  static PtxType input(PtxForm form, int index) {
    return inputs(form)[index];
  }

  /** The types of all inputs. */
  static PtxType[] inputs(PtxForm form) {
    return form.inputs().stream().map(Operand::type).toArray(PtxType[]::new);
  }
}

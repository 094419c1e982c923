package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.List;

/** What a name in a text stands for. */
sealed interface Named {

  /** One register. */
  record One(Reg reg) implements Named {}

  /** A register declared as a vector; its elements are registers of their own. */
  record Several(List<Reg> regs) implements Named {
    public Several {
      regs = List.copyOf(regs);
    }
  }

  /** Registers {@code prefix0} to {@code prefix(count-1)}, numbered from {@code first}. */
  record Family(RegClass regClass, int first, int count) implements Named {}

  /** A variable or function; {@code sym} may have another name, where the text's was not unique. */
  record Storage(Sym sym) implements Named {}

  /** A {@code .param} variable. */
  record Param(Sym sym, PtxParam param) implements Named {}
}

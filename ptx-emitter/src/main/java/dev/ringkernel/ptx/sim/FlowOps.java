package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.text.PtxOperand;

/** Decodes branches. */
final class FlowOps {
  private FlowOps() {}

  static Op bra(Site s) {
    return new Flow.Branch(s.function().label(name(s, 0)));
  }

  static Op brx(Site s) {
    return new Flow.BranchTable(s.input(0), s.function().table(name(s, 1)));
  }

  private static String name(Site s, int i) {
    if (s.inputOperand(i) instanceof PtxOperand.Sym name) {
      return name.text();
    }
    throw new Refused("the target of '" + s.form() + "' should be a name");
  }
}

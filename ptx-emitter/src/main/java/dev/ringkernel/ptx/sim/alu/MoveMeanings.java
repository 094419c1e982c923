package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quaternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves, packing and byte permutation. */
final class MoveMeanings {
  private MoveMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    return switch (form.row().base()) {
      case "mov" -> mov(form);
      case "prmt" -> Optional.of(FormMeaning.of(prmt(form)));
      default -> Optional.empty();
    };
  }

  private static Optional<FormMeaning> mov(PtxForm form) {
    for (Operand operand : form.operands()) {
      if (operand.kind() == OperandKind.SPECIAL || operand.type() == PtxType.B128) {
        return Optional.empty();
      }
    }
    if (form.inputs().size() > 1) {
      return Optional.of(FormMeaning.of(pack(form.inputs().size(), Words.input(form, 0).bits())));
    }
    int width = Words.result(form).bits();
    long mask = Bits.mask(width);
    List<Meaning> results = new ArrayList<>();
    for (int i = 0; i < form.results().size(); i++) {
      int from = i * width;
      results.add((Unary) a -> a >>> from & mask);
    }
    return Optional.of(new FormMeaning(results));
  }

  private static Meaning pack(int count, int w) {
    long m = Bits.mask(w);
    return count == 2
        ? (Binary) (a, b) -> (a & m) | (b & m) << w
        : (Quaternary)
            (a, b, c, d) -> (a & m) | (b & m) << w | (c & m) << (2 * w) | (d & m) << (3 * w);
  }

  private static Ternary prmt(PtxForm form) {
    Optional<String> mode = form.modifier("mode");
    if (mode.isEmpty()) {
      return BitFields::permute;
    }
    int[] selectors =
        switch (mode.get()) {
          case "f4e" -> new int[] {0x3210, 0x4321, 0x5432, 0x6543};
          case "b4e" -> new int[] {0x5670, 0x6701, 0x7012, 0x0123};
          case "rc8" -> new int[] {0x0000, 0x1111, 0x2222, 0x3333};
          case "ecl" -> new int[] {0x3210, 0x3211, 0x3222, 0x3333};
          case "ecr" -> new int[] {0x0000, 0x1110, 0x2210, 0x3210};
          case "rc16" -> new int[] {0x1010, 0x3232, 0x1010, 0x3232};
          default -> throw new IllegalArgumentException("prmt has no mode " + mode.get());
        };
    return (a, b, c) -> BitFields.permute(selectors, a, b, c);
  }
}

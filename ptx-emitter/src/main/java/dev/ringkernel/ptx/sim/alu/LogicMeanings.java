package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quaternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quinary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;
import java.util.List;
import java.util.Optional;

/** The forms of the chapter "Logic and Shift". */
final class LogicMeanings {
  private LogicMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    PtxType type = Words.result(form);
    int w = type.bits();
    long m = Bits.mask(w);
    boolean signed = type.kind() == PtxType.Kind.SIGNED;
    boolean clamp = Words.has(form, "clamp");
    return switch (form.row().base()) {
      case "and" -> one((Binary) (a, b) -> a & b & m);
      case "or" -> one((Binary) (a, b) -> (a | b) & m);
      case "xor" -> one((Binary) (a, b) -> (a ^ b) & m);
      case "not" -> one((Unary) a -> ~a & m);
      case "cnot" -> one((Unary) a -> (a & m) == 0 ? 1 : 0);
      case "lop3" -> Optional.of(lop3(form));
      case "shf" ->
          one(
              Words.has(form, "l")
                  ? (Ternary) (a, b, c) -> BitFields.funnelLeft(clamp, a, b, c)
                  : (Ternary) (a, b, c) -> BitFields.funnelRight(clamp, a, b, c));
      case "shl" -> one((Binary) (a, b) -> BitFields.shiftLeft(w, a, b));
      case "shr" -> one((Binary) (a, b) -> BitFields.shiftRight(signed, w, a, b));
      default -> Optional.empty();
    };
  }

  private static Optional<FormMeaning> one(Meaning meaning) {
    return Optional.of(FormMeaning.of(meaning));
  }

  private static FormMeaning lop3(PtxForm form) {
    Optional<String> op = form.modifier("BoolOp");
    if (op.isEmpty()) {
      return FormMeaning.of((Quaternary) BitFields::lop3);
    }
    Quinary value = (a, b, c, table, q) -> BitFields.lop3(a, b, c, table);
    Binary join = BoolOp.of(op.get());
    Quinary predicate =
        (a, b, c, table, q) -> join.of(BitFields.lop3(a, b, c, table) != 0 ? 1 : 0, q & 1);
    return new FormMeaning(List.of(value, predicate));
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import java.util.List;
import java.util.Optional;

/** The forms of the chapters "Comparison and Selection" and "Half Precision Comparison". */
final class CompareMeanings {
  private CompareMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    return switch (form.row().base()) {
      case "set" -> Optional.of(FormMeaning.of(set(form)));
      case "setp" -> Optional.of(setp(form));
      case "selp" -> Optional.of(FormMeaning.of(selp(form)));
      case "slct" -> Optional.of(FormMeaning.of(slct(form)));
      default -> Optional.empty();
    };
  }

  /** The comparison of one pair of numbers. */
  private static Binary test(PtxForm form) {
    String name = form.modifier("CmpOp").orElseThrow();
    PtxType type = Words.input(form, 0);
    return switch (type.kind()) {
      case FLOAT -> {
        Format format = Lanes.of(type).format();
        Binary test = CmpOp.floats(name, format);
        yield Words.has(form, "ftz") ? (Binary) Combine.before(format::flush, test) : test;
      }
      case SIGNED -> CmpOp.integers(name, true, type.bits());
      case UNSIGNED, BITS -> CmpOp.integers(name, false, type.bits());
      case PREDICATE -> throw new IllegalArgumentException(form + " compares predicates");
    };
  }

  private static Meaning set(PtxForm form) {
    PtxType type = Words.result(form);
    if (type == PtxType.F16X2 || type == PtxType.BF16X2) {
      return Combine.pair(16, set(form, Lanes.of(type).format().one()));
    }
    PtxType compared = Words.input(form, 0);
    if (compared == PtxType.F16X2 || compared == PtxType.BF16X2) {
      return Combine.pair(16, set(form, 0xffff));
    }
    return set(
        form,
        type.kind() == PtxType.Kind.FLOAT ? Lanes.of(type).format().one() : Bits.mask(type.bits()));
  }

  private static Meaning set(PtxForm form, long truth) {
    Binary test = test(form);
    Optional<String> op = form.modifier("BoolOp");
    if (op.isEmpty()) {
      return (Binary) (a, b) -> test.of(a, b) != 0 ? truth : 0;
    }
    Binary join = BoolOp.of(op.get());
    return (Ternary) (a, b, c) -> join.of(test.of(a, b), c & 1) != 0 ? truth : 0;
  }

  private static FormMeaning setp(PtxForm form) {
    Binary test = test(form);
    PtxType type = Words.input(form, 0);
    boolean pair = type == PtxType.F16X2 || type == PtxType.BF16X2;
    Binary second = pair ? (a, b) -> test.of(a >>> 16, b >>> 16) : (a, b) -> test.of(a, b) ^ 1;
    Optional<String> op = form.modifier("BoolOp");
    List<Meaning> both;
    if (op.isEmpty()) {
      both = List.of(test, second);
    } else {
      Binary join = BoolOp.of(op.get());
      both =
          List.of(
              (Ternary) (a, b, c) -> join.of(test.of(a, b), c & 1),
              (Ternary) (a, b, c) -> join.of(second.of(a, b), c & 1));
    }
    return new FormMeaning(both.subList(0, form.results().size()));
  }

  private static Ternary selp(PtxForm form) {
    long m = Bits.mask(Words.result(form).bits());
    return (a, b, p) -> ((p & 1) != 0 ? a : b) & m;
  }

  private static Ternary slct(PtxForm form) {
    long m = Bits.mask(Words.result(form).bits());
    if (Words.input(form, 2) == PtxType.S32) {
      return (a, b, c) -> ((int) c >= 0 ? a : b) & m;
    }
    // A denormal that is flushed compares as zero.
    return Words.has(form, "ftz")
        ? (a, b, c) -> (F32.of(Format.F32.flush(c)) >= 0 ? a : b) & m
        : (a, b, c) -> (F32.of(c) >= 0 ? a : b) & m;
  }
}

package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quaternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import java.util.List;
import java.util.Optional;

/**
 * The forms of the chapter "Extended-Precision Integer Arithmetic". Those that read the carry flag
 * have it as a last input, those that write it as a last result. A subtraction adds the complement:
 * its carry is set where it does not borrow. The manual calls the flag a borrow there, but so the
 * hardware was recorded where a sum's carry goes into a subtraction.
 */
final class CarryMeanings {
  private CarryMeanings() {}

  static Optional<FormMeaning> of(PtxForm form) {
    String base = form.row().base();
    boolean reads = base.endsWith("c");
    PtxType type = Words.result(form);
    int w = type.bits();
    Meaning value;
    Meaning carry;
    switch (base) {
      case "add", "addc" -> {
        value = sum(w, reads);
        carry = carry(w, reads);
      }
      case "sub", "subc" -> {
        value = difference(w, reads);
        carry = noBorrow(w, reads);
      }
      case "mad", "madc" -> {
        Binary product = part(type, Words.has(form, "hi"));
        value = third(product, sum(w, reads));
        carry = third(product, carry(w, reads));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(
        new FormMeaning(Words.has(form, "cc") ? List.of(value, carry) : List.of(value)));
  }

  private static Meaning sum(int w, boolean reads) {
    long m = Bits.mask(w);
    return reads ? (Ternary) (a, b, in) -> (a + b + (in & 1)) & m : (Binary) (a, b) -> (a + b) & m;
  }

  private static Meaning carry(int w, boolean reads) {
    return reads
        ? (Ternary) (a, b, in) -> Integers.carry(w, a, b, in & 1)
        : (Binary) (a, b) -> Integers.carry(w, a, b, 0);
  }

  private static Meaning difference(int w, boolean reads) {
    long m = Bits.mask(w);
    return reads ? (Ternary) (a, b, in) -> (a - b - (~in & 1)) & m : (Binary) (a, b) -> (a - b) & m;
  }

  private static Meaning noBorrow(int w, boolean reads) {
    return reads
        ? (Ternary) (a, b, in) -> 1 - Integers.borrow(w, a, b, ~in & 1)
        : (Binary) (a, b) -> 1 - Integers.borrow(w, a, b, 0);
  }

  /** A half of the product. */
  private static Binary part(PtxType type, boolean high) {
    boolean signed = type.kind() == PtxType.Kind.SIGNED;
    int w = type.bits();
    long m = Bits.mask(w);
    return high ? (a, b) -> Integers.high(signed, w, a, b) : (a, b) -> (a * b) & m;
  }

  /** {@code f} of the product, the third input, and the carry if it reads that. */
  private static Meaning third(Binary product, Meaning f) {
    if (f instanceof Ternary t) {
      return (Quaternary) (a, b, c, in) -> t.of(product.of(a, b), c, in);
    }
    Binary g = (Binary) f;
    return (Ternary) (a, b, c) -> g.of(product.of(a, b), c);
  }
}

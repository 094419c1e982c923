package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;

/** What stands for one formal operand of an instruction. */
public sealed interface PtxOperand {

  /** The operand as it is printed, without the brackets that the form puts around an address. */
  String text();

  /**
   * A virtual register.
   *
   * @param number index within its class, from 0
   */
  record Reg(RegClass regClass, int number) implements PtxOperand {
    @Override
    public String text() {
      return regClass.prefix() + number;
    }
  }

  /** A literal as it is printed: {@code -5}, {@code 0f3F800000}. */
  record Imm(String text) implements PtxOperand {

    /** The value where {@code type} is wanted, as bits; those above the type's width are zero. */
    public long bits(PtxType type) {
      return PtxLiteral.bits(text, type);
    }
  }

  /** The name of a variable, parameter, function or label. */
  record Sym(String text) implements PtxOperand {}

  /** The place of a result that nobody wants. */
  record Sink() implements PtxOperand {
    @Override
    public String text() {
      return "_";
    }
  }

  /**
   * A memory address; as the source of a {@code mov}, the address of a variable with an offset.
   *
   * @param base register or variable, or a literal for an absolute address
   * @param offset bytes added to it
   */
  record Addr(PtxOperand base, long offset) implements PtxOperand {
    @Override
    public String text() {
      return offset == 0 ? base.text() : base.text() + "+" + offset;
    }
  }
}

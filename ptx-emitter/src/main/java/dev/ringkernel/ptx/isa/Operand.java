package dev.ringkernel.ptx.isa;

/**
 * One operand of a form, in textual order; the elements of a vector are operands of their own.
 *
 * @param name the name that the spelling gives it, or the fixed text itself
 * @param kind its part
 * @param type its type; an address is {@code b64}, a label {@code b64}
 * @param lane index within a vector {@code {a, b}}, or -1 for an operand outside one
 * @param fixed whether the spelling fixes its text (a literal, a special register, {@code _})
 * @param negated whether the spelling negates it, as {@code !c} does a predicate
 */
public record Operand(
    String name, OperandKind kind, PtxType type, int lane, boolean fixed, boolean negated) {

  /** The width of the operand's type in bits. */
  public int width() {
    return type.bits();
  }

  /** The register class that holds the operand unless another is accepted. */
  public RegClass regClass() {
    return type.regClass();
  }

  /** Whether the instruction writes it. */
  public boolean isResult() {
    return kind == OperandKind.DEST || kind == OperandKind.PRED_DEST;
  }

  /** Whether a register of {@code candidate} may stand here. */
  public boolean accepts(RegClass candidate) {
    return switch (kind) {
      case DEST, SRC, PRED, PRED_DEST -> type.accepts(candidate);
      case ADDRESS -> candidate == RegClass.B64 || candidate == RegClass.B32;
      case IMMEDIATE, SPECIAL, LABEL -> false;
    };
  }
}

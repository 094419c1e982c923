package dev.ringkernel.ptx.isa;

/** The part that an operand plays in an instruction. */
public enum OperandKind {
  /** A register that is written. */
  DEST,
  /** A register or constant that is read. */
  SRC,
  /** The base register (or variable name) of a memory address in square brackets. */
  ADDRESS,
  /** A predicate register that is read. */
  PRED,
  /** A predicate register that is written. */
  PRED_DEST,
  /** A constant: one that the form fixes, or one that must be known when the text is written. */
  IMMEDIATE,
  /** A special register, fixed by the form. */
  SPECIAL,
  /** The name of a label, a function, a table or a parameter variable. */
  LABEL
}

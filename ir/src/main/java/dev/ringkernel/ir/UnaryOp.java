package dev.ringkernel.ir;

/** Operations on one operand whose result has the operand's type. */
public enum UnaryOp {
  /** Two's complement or IEEE sign change. */
  NEG,
  /** Bitwise complement; logical not on {@link Type#I1}. */
  NOT,
  /** Absolute value; {@code MIN} stays {@code MIN} for integers. */
  ABS,
  /** IEEE square root, correctly rounded. */
  SQRT,
  /** {@code Math.floor}. */
  FLOOR,
  /** {@code Math.ceil}. */
  CEIL,
  /** {@code Math.rint}: to the nearest integer, ties to even. */
  RINT,
  /** Towards zero. */
  TRUNC_FLOAT
}

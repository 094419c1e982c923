package dev.ringkernel.ir;

/**
 * Operations on two operands of one type whose result has that type. On floats each rounds to
 * nearest even and is never contracted with a neighbour. Shift amounts are {@link Type#I32} and are
 * taken modulo the width of the first operand, as in Java.
 */
public enum BinaryOp {
  // @formatter:off
  ADD(true, true, true), SUB(true, true, false), MUL(true, true, true),
  /** Signed or float division. The divisor of an integer division is not zero (the front end has branched); MIN / -1 is MIN. */
  DIV(true, true, false),
  /** Signed remainder with the sign of the dividend; MIN % -1 is 0. Floats: Java's {@code %}, exact. */
  REM(true, true, false),
  UDIV(true, false, false), UREM(true, false, false),
  /** High half of the full product, signed and unsigned. */
  MULHI(true, false, true), UMULHI(true, false, true),
  /** {@code Math.min/max}: signed on integers; on floats NaN wins and -0.0 is below 0.0. */
  MIN(true, true, true), MAX(true, true, true),
  UMIN(true, false, true), UMAX(true, false, true),
  AND(true, false, true), OR(true, false, true), XOR(true, false, true),
  SHL(true, false, false),
  /** Arithmetic (sign-filling) shift right. */
  SHR(true, false, false),
  /** Logical (zero-filling) shift right. */
  USHR(true, false, false),
  /** Magnitude of the first with the sign of the second. */
  COPYSIGN(false, true, false);
  // @formatter:on

  private final boolean onIntegers;
  private final boolean onFloats;
  private final boolean commutative;

  BinaryOp(boolean onIntegers, boolean onFloats, boolean commutative) {
    this.onIntegers = onIntegers;
    this.onFloats = onFloats;
    this.commutative = commutative;
  }

  public boolean onIntegers() {
    return onIntegers;
  }

  public boolean onFloats() {
    return onFloats;
  }

  public boolean isCommutative() {
    return commutative;
  }

  public boolean isShift() {
    return this == SHL || this == SHR || this == USHR;
  }
}

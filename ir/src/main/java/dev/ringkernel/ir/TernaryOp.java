package dev.ringkernel.ir;

/** Operations on three operands. */
public enum TernaryOp {
  /** {@code Math.fma}: {@code a * b + c} with one rounding; all of one float type. */
  FMA,
  /** {@code a ? b : c} without control flow; {@code a} is {@link Type#I1}. */
  SELECT
}

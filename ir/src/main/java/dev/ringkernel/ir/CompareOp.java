package dev.ringkernel.ir;

/**
 * Comparisons of two operands of one type, giving {@link Type#I1}. With a NaN every float
 * comparison is false but {@link #NE}, as in Java. {@link Type#I1} and pointers take {@link #EQ}
 * and {@link #NE} only; the {@code U} forms are for integers.
 */
public enum CompareOp {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
  ULT,
  ULE,
  UGT,
  UGE;

  /**
   * The comparison that holds exactly when this one does not, on integers. On floats only EQ and NE
   * may be negated.
   */
  public CompareOp negated() {
    return switch (this) {
      case EQ -> NE;
      case NE -> EQ;
      case LT -> GE;
      case LE -> GT;
      case GT -> LE;
      case GE -> LT;
      case ULT -> UGE;
      case ULE -> UGT;
      case UGT -> ULE;
      case UGE -> ULT;
    };
  }
}

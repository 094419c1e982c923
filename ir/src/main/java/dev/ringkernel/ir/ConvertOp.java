package dev.ringkernel.ir;

/** Conversions from one type to another. */
public enum ConvertOp {
  /** Sign extension to a wider integer. */
  SEXT,
  /** Zero extension to a wider integer; from {@link Type#I1}: 0 or 1. */
  ZEXT,
  /** The low bits, as a narrower integer. */
  TRUNC,
  /** Signed integer to float, round to nearest even. */
  SIGNED_TO_FLOAT,
  /** Unsigned integer to float, round to nearest even. */
  UNSIGNED_TO_FLOAT,
  /**
   * Float to signed {@link Type#I32} or {@link Type#I64}: towards zero, saturating, NaN to 0 (JLS
   * 5.1.3).
   */
  FLOAT_TO_SIGNED,
  /** Float to a wider or narrower float, round to nearest even. */
  FLOAT_TO_FLOAT,
  /** The same bits as another type of the same width. */
  BITCAST,
  /** A pointer's address as {@link Type#I64} (zero-extended for 32-bit spaces). */
  POINTER_TO_INT,
  /** An {@link Type#I64} address as a pointer of a 64-bit space. */
  INT_TO_POINTER,
  /** A pointer of any space as a generic pointer. */
  TO_GENERIC
}

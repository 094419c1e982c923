package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.VARYING;

import java.util.List;

/**
 * Arithmetic of several words: {@code .cc} writes the carry flag, {@code addc}, {@code subc} and
 * {@code madc} read it. The flag is no operand, so that equal operands give different results.
 */
final class CarryRows {
  private CarryRows() {}

  private static final Rows.Section S =
      new Rows.Section(
              "Extended-Precision Integer Arithmetic",
              "extended-precision-integer-arithmetic-instructions-")
          .with(Rows.Mark.FOREIGN);
  private static final String INT = "type=u32,u64,s32,s64";
  private static final String SINCE = "1.2; .u64/.s64: 4.3";
  private static final String MAD = "mode=hi,lo; " + INT;

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("add.cc.type d, a, b",            INT, "", SINCE, VARYING, "add-cc"),
      S.row("addc{.cc}.type d, a, b",         INT, "", SINCE, VARYING, "addc"),
      S.row("sub.cc.type d, a, b",            INT, "", SINCE, VARYING, "sub-cc"),
      S.row("subc{.cc}.type d, a, b",         INT, "", SINCE, VARYING, "subc"),
      S.row("mad.mode.cc.type d, a, b, c",    MAD, "", "3.0 sm_20; .u64/.s64: 4.3", VARYING, "mad-cc"),
      S.row("madc.mode{.cc}.type d, a, b, c", MAD, "", "3.0 sm_20; .u64/.s64: 4.3", VARYING, "madc"));
  // @formatter:on
}

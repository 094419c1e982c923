package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Logic and shift. */
final class LogicRows {
  private LogicRows() {}

  private static final Rows.Section S =
      new Rows.Section("Logic and Shift", "logic-and-shift-instructions-");
  private static final String BITS = "type=b16,b32,b64";
  private static final String PRED_OR_BITS = "type=pred,b16,b32,b64";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("and.type d, a, b",             PRED_OR_BITS, "", "1.0", PURE, "and"),
      S.row("or.type d, a, b",              PRED_OR_BITS, "", "1.0", PURE, "or"),
      S.row("xor.type d, a, b",             PRED_OR_BITS, "", "1.0", PURE, "xor"),
      S.row("not.type d, a",                PRED_OR_BITS, "", "1.0", PURE, "not"),
      S.row("cnot.type d, a",               BITS, "", "1.0", PURE, "cnot"),
      S.row("lop3.b32 d, a, b, c, immLut",  "", "immLut:u32!", "4.3 sm_50", PURE, "lop3"),
      S.with(Rows.Mark.DISCARDS).row("lop3.BoolOp.b32 d|p, a, b, c, immLut, q", "BoolOp=or,and", "immLut:u32!", "8.2 sm_70", PURE, "lop3"),
      S.row("shf.l.mode.b32 d, a, b, c",    "mode=clamp,wrap", "c:u32", "3.1 sm_32", PURE, "shf"),
      S.row("shf.r.mode.b32 d, a, b, c",    "mode=clamp,wrap", "c:u32", "3.1 sm_32", PURE, "shf"),
      S.row("shl.type d, a, b",             BITS, "b:u32", "1.0", PURE, "shl"),
      S.row("shr.type d, a, b",             "type=b16,b32,b64,u16,u32,u64,s16,s32,s64", "b:u32", "1.0", PURE, "shr"));
  // @formatter:on
}

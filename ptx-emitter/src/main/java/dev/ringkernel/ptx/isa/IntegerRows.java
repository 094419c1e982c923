package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Integer arithmetic. */
final class IntegerRows {
  private IntegerRows() {}

  private static final Rows.Section S =
      new Rows.Section("Integer Arithmetic", "integer-arithmetic-instructions-");
  private static final Rows.Section X = S.with(Rows.Mark.FOREIGN);
  private static final String INT = "type=u16,u32,u64,s16,s32,s64";
  private static final String SIGNED = "type=s16,s32,s64";
  private static final String PAIR = "type=u16x2,s16x2";
  private static final String NARROW = "type=u16,u32,s16,s32";
  private static final String BITS = "type=b32,b64";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("add.type d, a, b",             INT,    "",       "1.0",       PURE, "add"),
      S.row("add.sat.s32 d, a, b",          "",     "",       "1.0",       PURE, "add"),
      S.row("add.type d, a, b",             PAIR,   "",       "8.0 sm_90", PURE, "add"),
      S.row("sub.type d, a, b",             INT,    "",       "1.0",       PURE, "sub"),
      S.row("sub.sat.s32 d, a, b",          "",     "",       "1.0",       PURE, "sub"),
      S.row("mul.mode.type d, a, b",        "mode=lo,hi; " + INT, "", "1.0", PURE, "mul"),
      S.row("mul.wide.type d, a, b",        NARROW, "d:wide", "1.0",       PURE, "mul"),
      S.row("mad.mode.type d, a, b, c",     "mode=lo,hi; " + INT, "", "1.0", PURE, "mad"),
      S.row("mad.wide.type d, a, b, c",     NARROW, "d:wide c:wide", "1.0", PURE, "mad"),
      S.row("mad.hi.sat.s32 d, a, b, c",    "",     "",       "1.0",       PURE, "mad"),
      S.row("mul24.mode.type d, a, b",      "mode=lo,hi; type=u32,s32", "", "1.0", PURE, "mul24"),
      S.row("mad24.mode.type d, a, b, c",   "mode=lo,hi; type=u32,s32", "", "1.0", PURE, "mad24"),
      S.row("sad.type d, a, b, c",          INT,    "",       "1.0",       PURE, "sad"),
      S.row("div.type d, a, b",             INT,    "",       "1.0",       PURE, "div"),
      S.row("rem.type d, a, b",             INT,    "",       "1.0",       PURE, "rem"),
      S.row("abs.type d, a",                SIGNED, "",       "1.0",       PURE, "abs"),
      S.row("neg.type d, a",                SIGNED, "",       "1.0",       PURE, "neg"),
      S.row("min.type d, a, b",             INT,    "",       "1.0",       PURE, "min"),
      S.row("min.type d, a, b",             PAIR,   "",       "8.0 sm_90", PURE, "min"),
      S.row("min.relu.type d, a, b",        "type=s16x2,s32", "", "8.0 sm_90", PURE, "min"),
      S.row("max.type d, a, b",             INT,    "",       "1.0",       PURE, "max"),
      S.row("max.type d, a, b",             PAIR,   "",       "8.0 sm_90", PURE, "max"),
      S.row("max.relu.type d, a, b",        "type=s16x2,s32", "", "8.0 sm_90", PURE, "max"),
      S.row("popc.type d, a",               BITS,   "d:u32",  "2.0 sm_20", PURE, "popc"),
      S.row("clz.type d, a",                BITS,   "d:u32",  "2.0 sm_20", PURE, "clz"),
      S.row("bfind.type d, a",              "type=u32,u64,s32,s64", "d:u32", "2.0 sm_20", PURE, "bfind"),
      S.row("bfind.shiftamt.type d, a",     "type=u32,u64,s32,s64", "d:u32", "2.0 sm_20", PURE, "bfind"),
      S.row("brev.type d, a",               BITS,   "",       "2.0 sm_20", PURE, "brev"),
      S.row("bfe.type d, a, b, c",          "type=u32,u64,s32,s64", "b:u32 c:u32", "2.0 sm_20", PURE, "bfe"),
      S.row("bfi.type d, a, b, c, e",       BITS,   "c:u32 e:u32", "2.0 sm_20", PURE, "bfi"),
      S.row("szext.mode.type d, a, b",      "mode=clamp,wrap; type=u32,s32", "b:u32", "7.6 sm_70", PURE, "szext"),
      S.row("bmsk.mode.b32 d, a, b",        "mode=clamp,wrap", "", "7.6 sm_70", PURE, "bmsk"),
      S.row("dp4a.atype.btype d, a, b, c",  "atype=u32; btype=u32", "d:u32 a:b32 b:b32 c:u32", "5.0 sm_61", PURE, "dp4a"),
      S.row("dp4a.atype.btype d, a, b, c",  "atype=u32; btype=s32", "d:s32 a:b32 b:b32 c:s32", "5.0 sm_61", PURE, "dp4a"),
      S.row("dp4a.atype.btype d, a, b, c",  "atype=s32; btype=u32,s32", "d:s32 a:b32 b:b32 c:s32", "5.0 sm_61", PURE, "dp4a"),
      X.row("dp2a.mode.atype.btype d, a, b, c", "mode=lo,hi; atype=u32; btype=u32", "d:u32 a:b32 b:b32 c:u32", "5.0 sm_61", PURE, "dp2a"),
      X.row("dp2a.mode.atype.btype d, a, b, c", "mode=lo,hi; atype=u32; btype=s32", "d:s32 a:b32 b:b32 c:s32", "5.0 sm_61", PURE, "dp2a"),
      X.row("dp2a.mode.atype.btype d, a, b, c", "mode=lo,hi; atype=s32; btype=u32,s32", "d:s32 a:b32 b:b32 c:s32", "5.0 sm_61", PURE, "dp2a"),
      X.row("fns.b32 d, a, b, c",           "", "b:b32 c:s32", "6.0 sm_30", PURE, "fns"));
  // @formatter:on
}

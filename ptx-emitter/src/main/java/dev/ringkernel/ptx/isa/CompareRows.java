package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Comparison and selection. */
final class CompareRows {
  private CompareRows() {}

  private static final Rows.Section S =
      new Rows.Section("Comparison and Selection", "comparison-and-selection-instructions-");
  private static final Rows.Section H =
      new Rows.Section("Half Precision Comparison", "half-precision-comparison-instructions-");

  private static final Rows.Section SP = S.with(Rows.Mark.DISCARDS);
  private static final Rows.Section HX = H.with(Rows.Mark.FOREIGN);
  private static final Rows.Section HP = H.with(Rows.Mark.DISCARDS);

  private static final String EQUAL = "CmpOp=eq,ne; ";
  private static final String SIGNED = "CmpOp=eq,ne,lt,le,gt,ge; ";
  private static final String UNSIGNED = "CmpOp=eq,ne,lt,le,gt,ge,lo,ls,hi,hs; ";
  private static final String FLOAT = "CmpOp=eq,ne,lt,le,gt,ge,equ,neu,ltu,leu,gtu,geu,num,nan; ";
  private static final String BOOL = "BoolOp=and,or,xor; ";
  private static final String BITS = "type=b16,b32,b64";
  private static final String INTS = "type=s16,s32,s64";
  private static final String UINTS = "type=u16,u32,u64";
  private static final String D = "dtype=u32,s32,f32; ";
  private static final String HD = "dtype=u16,s16,u32,s32; ";
  private static final String SET = "a:type b:type c:pred";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("set.CmpOp.dtype.type d, a, b",                  EQUAL + D + BITS,     SET, "1.0", PURE, "set"),
      S.row("set.CmpOp.dtype.type d, a, b",                  SIGNED + D + INTS,    SET, "1.0", PURE, "set"),
      S.row("set.CmpOp.dtype.type d, a, b",                  UNSIGNED + D + UINTS, SET, "1.0", PURE, "set"),
      S.row("set.CmpOp{.ftz}.dtype.type d, a, b",            FLOAT + D + "type=f32", SET, "1.0; .ftz: 1.4", PURE, "set"),
      S.row("set.CmpOp.dtype.type d, a, b",                  FLOAT + D + "type=f64", SET, "1.0 sm_13", PURE, "set"),
      S.row("set.CmpOp.BoolOp.dtype.type d, a, b, {!}c",       EQUAL + BOOL + D + BITS,     SET, "1.0", PURE, "set"),
      S.row("set.CmpOp.BoolOp.dtype.type d, a, b, {!}c",       SIGNED + BOOL + D + INTS,    SET, "1.0", PURE, "set"),
      S.row("set.CmpOp.BoolOp.dtype.type d, a, b, {!}c",       UNSIGNED + BOOL + D + UINTS, SET, "1.0", PURE, "set"),
      S.row("set.CmpOp.BoolOp{.ftz}.dtype.type d, a, b, {!}c", FLOAT + BOOL + D + "type=f32", SET, "1.0; .ftz: 1.4", PURE, "set"),
      S.row("set.CmpOp.BoolOp.dtype.type d, a, b, {!}c",       FLOAT + BOOL + D + "type=f64", SET, "1.0 sm_13", PURE, "set"),

      SP.row("setp.CmpOp.type p{|q}, a, b",                   EQUAL + BITS,     "", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp.type p{|q}, a, b",                   SIGNED + INTS,    "", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp.type p{|q}, a, b",                   UNSIGNED + UINTS, "", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp{.ftz}.f32 p{|q}, a, b",              FLOAT, "", "1.0; .ftz: 1.4", PURE, "setp"),
      SP.row("setp.CmpOp.f64 p{|q}, a, b",                    FLOAT, "", "1.0 sm_13", PURE, "setp"),
      SP.row("setp.CmpOp.BoolOp.type p{|q}, a, b, {!}c",      EQUAL + BOOL + BITS,     "c:pred", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp.BoolOp.type p{|q}, a, b, {!}c",      SIGNED + BOOL + INTS,    "c:pred", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp.BoolOp.type p{|q}, a, b, {!}c",      UNSIGNED + BOOL + UINTS, "c:pred", "1.0", PURE, "setp"),
      SP.row("setp.CmpOp.BoolOp{.ftz}.f32 p{|q}, a, b, {!}c", FLOAT + BOOL, "c:pred", "1.0; .ftz: 1.4", PURE, "setp"),
      SP.row("setp.CmpOp.BoolOp.f64 p{|q}, a, b, {!}c",       FLOAT + BOOL, "c:pred", "1.0 sm_13", PURE, "setp"),

      S.row("selp.type d, a, b, p",                          "type=b16,b32,b64,u16,u32,u64,s16,s32,s64,f32,f64", "", "1.0", PURE, "selp"),
      S.row("slct.dtype.s32 d, a, b, c",                     "dtype=b16,b32,b64,u16,u32,u64,s16,s32,s64,f32,f64", "a:dtype b:dtype c:s32", "1.0", PURE, "slct"),
      S.row("slct{.ftz}.dtype.f32 d, a, b, c",               "dtype=b16,b32,b64,u16,u32,u64,s16,s32,s64,f32,f64", "a:dtype b:dtype c:f32", "1.0; .ftz: 1.4", PURE, "slct"),

      H.row("set.CmpOp{.ftz}.dtype.type d, a, b",            FLOAT + HD + "type=f16", SET, "6.5 sm_53", PURE, "set"),
      H.row("set.CmpOp{.ftz}.dtype.type d, a, b",            FLOAT + "dtype=f16; type=f16", SET, "4.2 sm_53", PURE, "set"),
      H.row("set.CmpOp{.ftz}.dtype.type d, a, b",            FLOAT + "dtype=f16x2; type=f16x2", SET, "4.2 sm_53", PURE, "set"),
      HX.row("set.CmpOp{.ftz}.dtype.type d, a, b",           FLOAT + "dtype=u32,s32; type=f16x2", SET, "6.5 sm_53", PURE, "set"),
      HX.row("set.CmpOp.dtype.type d, a, b",                 FLOAT + "dtype=u32,s32; type=bf16x2", SET, "7.8 sm_90", PURE, "set"),
      H.row("set.CmpOp.dtype.type d, a, b",                  FLOAT + HD + "type=bf16", SET, "7.8 sm_90", PURE, "set"),
      H.row("set.CmpOp.dtype.type d, a, b",                  FLOAT + "dtype=bf16; type=bf16", SET, "7.8 sm_90", PURE, "set"),
      H.row("set.CmpOp.dtype.type d, a, b",                  FLOAT + "dtype=bf16x2; type=bf16x2", SET, "7.8 sm_90", PURE, "set"),
      HP.row("setp.CmpOp{.ftz}.f16 p, a, b",                  FLOAT, "", "4.2 sm_53", PURE, "setp"),
      HP.row("setp.CmpOp{.ftz}.f16x2 p|q, a, b",              FLOAT, "", "4.2 sm_53", PURE, "setp"),
      HP.row("setp.CmpOp.bf16 p, a, b",                       FLOAT, "", "7.8 sm_90", PURE, "setp"),
      HP.row("setp.CmpOp.bf16x2 p|q, a, b",                   FLOAT, "", "7.8 sm_90", PURE, "setp"),
      HP.row("setp.CmpOp.BoolOp{.ftz}.f16 p, a, b, {!}c",     FLOAT + BOOL, "c:pred", "4.2 sm_53", PURE, "setp"),
      HP.row("setp.CmpOp.BoolOp{.ftz}.f16x2 p|q, a, b, {!}c", FLOAT + BOOL, "c:pred", "4.2 sm_53", PURE, "setp"),
      HP.row("setp.CmpOp.BoolOp.bf16 p, a, b, {!}c",          FLOAT + BOOL, "c:pred", "7.8 sm_90", PURE, "setp"),
      HP.row("setp.CmpOp.BoolOp.bf16x2 p|q, a, b, {!}c",      FLOAT + BOOL, "c:pred", "7.8 sm_90", PURE, "setp"));
  // @formatter:on
}

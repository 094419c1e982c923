package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Conversion between types. */
final class ConvertRows {
  private ConvertRows() {}

  private static final Rows.Section S =
      new Rows.Section("Conversion", "data-movement-and-conversion-instructions-");
  private static final String ITYPES = "u8,u16,u32,u64,s8,s16,s32,s64";
  private static final String WIDE = "u16,u32,u64,s16,s32,s64";
  private static final String FRND2 = "rnd=rn,rz; ";
  private static final String FP8 = "dtype=e4m3x2,e5m2x2";
  private static final String FP8_SINCE = "8.1 sm_89 | 7.8 sm_90";
  private static final String BLACKWELL = "8.6 sm_100f | 8.7 sm_120f | 9.0 sm_110f";
  private static final String STOCHASTIC = "8.7 sm_100a | 8.8 sm_103a";
  // Saturation is spelled only where the destination cannot hold every source value.
  private static final String CLAMPS =
      ".sat .dtype=u8 .atype=u8: none; .sat .dtype=u16 .atype=u8/.atype=u16: none;"
          + " .sat .dtype=u32 .atype=u8/.atype=u16/.atype=u32: none;"
          + " .sat .dtype=u64 .atype=u8/.atype=u16/.atype=u32/.atype=u64: none;"
          + " .sat .dtype=s8 .atype=s8: none; .sat .dtype=s16 .atype=u8/.atype=s8/.atype=s16: none;"
          + " .sat .dtype=s32 .atype=u8/.atype=u16/.atype=s8/.atype=s16/.atype=s32: none;"
          + " .sat .dtype=s64 !.atype=u64: none";
  private static final String IRND = "rnd=rni,rzi,rmi,rpi; ";
  private static final String FRND = "rnd=rn,rz,rm,rp; ";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("cvt{.sat}.dtype.atype d, a",              "dtype=" + ITYPES + "; atype=" + ITYPES, "", "1.0; " + CLAMPS, PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.dtype.f32 d, a",      IRND + "dtype=" + ITYPES, "a:f32", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.dtype.f64 d, a",            IRND + "dtype=" + ITYPES, "a:f64", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.dtype.f16 d, a",            IRND + "dtype=" + ITYPES, "a:f16", "1.0", PURE, "cvt"),
      S.row("cvt.rnd.dtype.bf16 d, a",                 IRND + "dtype=" + WIDE, "a:bf16", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.f32.atype d, a",      FRND + "atype=" + ITYPES, "d:f32", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.f64.atype d, a",            FRND + "atype=" + ITYPES, "d:f64", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.f16.atype d, a",            FRND + "atype=" + ITYPES, "d:f16", "1.0", PURE, "cvt"),
      S.row("cvt.rnd.bf16.atype d, a",                 FRND + "atype=" + WIDE, "d:bf16", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt{.rnd}{.ftz}{.sat}.dtype.atype d, a",  IRND + "dtype=f32; atype=f32", "", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt{.rnd}{.sat}.dtype.atype d, a",        IRND + "dtype=f64; atype=f64", "", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt{.rnd}{.sat}.dtype.atype d, a",        IRND + "dtype=f16; atype=f16", "", "1.0", PURE, "cvt"),
      S.row("cvt{.rnd}.dtype.atype d, a",              IRND + "dtype=bf16; atype=bf16", "", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt{.ftz}{.sat}.f64.f32 d, a",            "", "d:f64 a:f32", "1.0 sm_13; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt{.ftz}{.sat}.f32.f16 d, a",            "", "d:f32 a:f16", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt{.sat}.f64.f16 d, a",                  "", "d:f64 a:f16", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt{.ftz}.f32.bf16 d, a",                 "", "d:f32 a:bf16", "7.1 sm_80; .ftz: 7.8 sm_90", PURE, "cvt"),
      S.row("cvt.f64.bf16 d, a",                       "", "d:f64 a:bf16", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.f32.f64 d, a",        FRND, "d:f32 a:f64", "1.0 sm_13; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.f16.f32 d, a",        FRND, "d:f16 a:f32", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.f16.f64 d, a",              FRND, "d:f16 a:f64", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}.bf16.f32 d, a",             FRND, "d:bf16 a:f32", "7.0 sm_80; .rm/.rp: ~7.8 sm_90; .ftz: ~7.8 sm_90", PURE, "cvt"),
      S.row("cvt.rnd.bf16.f64 d, a",                   FRND, "d:bf16 a:f64", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt{.rnd}.bf16.f16 d, a",                 FRND, "d:bf16 a:f16", "7.8 sm_90", PURE, "cvt"),
      S.row("cvt{.rnd}.f16.bf16 d, a",                 FRND, "d:f16 a:bf16", "7.8 sm_90", PURE, "cvt"),

      S.row("cvt.rnd.relu.dtype.f32 d, a",             FRND2 + "dtype=f16,bf16", "a:f32", "7.0 sm_80", PURE, "cvt"),
      S.row("cvt.rnd{.relu}.satfinite.dtype.f32 d, a", FRND2 + "dtype=f16,bf16", "a:f32", "8.1; .bf16/.relu: 7.0 sm_80; ~8.1 sm_80", PURE, "cvt"),
      S.row("cvt.rnd{.relu}{.satfinite}.dtype.f32 d, a, b", FRND2 + "dtype=f16x2,bf16x2", "a:f32 b:f32", "7.0 sm_80; .satfinite: 8.1", PURE, "cvt"),
      S.row("cvt.rs{.relu}{.satfinite}.dtype.f32 d, a, b, c", "dtype=f16x2,bf16x2", "a:f32 b:f32 c:b32", STOCHASTIC, PURE, "cvt"),
      S.row("cvt.rna{.satfinite}.tf32.f32 d, a",       "", "d:tf32 a:f32", "7.0 sm_80; .satfinite: 8.1", PURE, "cvt"),
      S.row("cvt.rnd{.satfinite}{.relu}.tf32.f32 d, a", FRND2, "d:tf32 a:f32", "7.8 sm_90; .satfinite: 8.6 sm_100", PURE, "cvt"),
      S.row("cvt.rn.satfinite{.relu}.dtype.f32 d, a, b", FP8, "a:f32 b:f32", FP8_SINCE, PURE, "cvt"),
      S.row("cvt.rn.satfinite{.relu}.dtype.f16x2 d, a", FP8, "a:f16x2", FP8_SINCE, PURE, "cvt"),
      S.row("cvt.rn{.relu}.f16x2.atype d, a",          "atype=e4m3x2,e5m2x2", "d:f16x2", FP8_SINCE, PURE, "cvt"),
      S.row("cvt.rn.satfinite{.relu}.dtype.f32 d, a, b", "dtype=e2m3x2,e3m2x2,e2m1x2", "a:f32 b:f32", BLACKWELL, PURE, "cvt"),
      S.row("cvt.rn{.relu}.f16x2.atype d, a",          "atype=e2m3x2,e3m2x2,e2m1x2", "d:f16x2", BLACKWELL, PURE, "cvt"),
      S.row("cvt.rs{.relu}.satfinite.dtype.f32 d, {a, b, e, f}, c", "dtype=e4m3x4,e5m2x4,e2m3x4,e3m2x4,e2m1x4", "a:f32 b:f32 e:f32 f:f32 c:b32", STOCHASTIC, PURE, "cvt"),
      S.row("cvt.rnd{.satfinite}.ue8m0x2.f32 d, a, b", "rnd=rz,rp", "d:ue8m0x2 a:f32 b:f32", BLACKWELL, PURE, "cvt"),
      S.row("cvt.rnd{.satfinite}.ue8m0x2.bf16x2 d, a", "rnd=rz,rp", "d:ue8m0x2 a:bf16x2", BLACKWELL, PURE, "cvt"),
      S.row("cvt.rn.bf16x2.ue8m0x2 d, a",              "", "d:bf16x2 a:ue8m0x2", BLACKWELL, PURE, "cvt"),
      S.row("cvt.pack.sat.dtype.s32 d, a, b",          "dtype=u16,s16", "d:b32 a:s32 b:s32", "6.5 sm_72", PURE, "cvt-pack"),
      S.row("cvt.pack.sat.dtype.s32.b32 d, a, b, c",   "dtype=u8,s8,u4,s4,u2,s2", "d:b32 a:s32 b:s32 c:b32", "6.5 sm_72; .u4/.s4/.u2/.s2: ~6.5 sm_75", PURE, "cvt-pack"));
  // @formatter:on
}

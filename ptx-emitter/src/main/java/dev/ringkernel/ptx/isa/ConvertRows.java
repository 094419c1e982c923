package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Conversion between types. */
final class ConvertRows {
  private ConvertRows() {}

  private static final Rows.Section S =
      new Rows.Section("Conversion", "data-movement-and-conversion-instructions-");
  private static final String ITYPES = "u8,u16,u32,u64,s8,s16,s32,s64";
  private static final String IRND = "rnd=rni,rzi,rmi,rpi; ";
  private static final String FRND = "rnd=rn,rz,rm,rp; ";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("cvt{.sat}.dtype.atype d, a",            "dtype=" + ITYPES + "; atype=" + ITYPES, "", "1.0", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.dtype.f32 d, a",    IRND + "dtype=" + ITYPES, "a:f32", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.dtype.f64 d, a",          IRND + "dtype=" + ITYPES, "a:f64", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.dtype.f16 d, a",    IRND + "dtype=" + ITYPES, "a:f16", "1.0", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.dtype.atype d, a",        FRND + "dtype=f16,f32,f64; atype=" + ITYPES, "", "1.0", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.dtype.atype d, a",  IRND + "dtype=f32; atype=f32", "", "1.0; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.dtype.atype d, a",        IRND + "dtype=f64; atype=f64", "", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.dtype.atype d, a",  IRND + "dtype=f16; atype=f16", "", "1.0", PURE, "cvt"),
      S.row("cvt{.sat}.f64.f32 d, a",                "", "d:f64 a:f32", "1.0 sm_13", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.f32.f64 d, a",      FRND, "d:f32 a:f64", "1.0 sm_13; .ftz: 1.4", PURE, "cvt"),
      S.row("cvt{.ftz}{.sat}.f32.f16 d, a",          "", "d:f32 a:f16", "1.0", PURE, "cvt"),
      S.row("cvt{.sat}.f64.f16 d, a",                "", "d:f64 a:f16", "1.0", PURE, "cvt"),
      S.row("cvt.rnd{.ftz}{.sat}.f16.f32 d, a",      "rnd=rn,rz,rm,rp", "d:f16 a:f32", "1.0", PURE, "cvt"),
      S.row("cvt.rnd{.sat}.f16.f64 d, a",            "rnd=rn,rz,rm,rp", "d:f16 a:f64", "1.0", PURE, "cvt"));
  // @formatter:on
}

package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Floating point and half precision arithmetic. */
final class FloatRows {
  private FloatRows() {}

  private static final Rows.Section F =
      new Rows.Section("Floating Point", "floating-point-instructions-");
  private static final Rows.Section H =
      new Rows.Section(
          "Half Precision Floating Point", "half-precision-floating-point-instructions-");
  private static final Rows.Section M =
      new Rows.Section(
          "Mixed Precision Floating Point", "mixed-precision-floating-point-instructions-");

  private static final String RND = "rnd=rn,rz,rm,rp";
  private static final String HALF = "type=f16,f16x2";
  private static final String BRAIN = "type=bf16,bf16x2";
  private static final String RN = "rnd=rn; ";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      F.row("testp.op.type p, a",                  "op=finite,infinite,number,notanumber,normal,subnormal; type=f32,f64", "", "2.0 sm_20", PURE, "testp"),
      F.row("copysign.type d, a, b",               "type=f32,f64", "", "2.0 sm_20", PURE, "copysign"),
      F.row("add{.rnd}{.ftz}{.sat}.f32 d, a, b",   RND, "", "1.0; .rm/.rp: 2.0 sm_20; .ftz: 1.4", PURE, "add"),
      F.row("add{.rnd}{.ftz}.f32x2 d, a, b",       RND, "", "8.6 sm_100", PURE, "add"),
      F.row("add{.rnd}.f64 d, a, b",               RND, "", "1.0 sm_13", PURE, "add"),
      F.row("sub{.rnd}{.ftz}{.sat}.f32 d, a, b",   RND, "", "1.0; .rm/.rp: 2.0 sm_20; .ftz: 1.4", PURE, "sub"),
      F.row("sub{.rnd}{.ftz}.f32x2 d, a, b",       RND, "", "8.6 sm_100", PURE, "sub"),
      F.row("sub{.rnd}.f64 d, a, b",               RND, "", "1.0 sm_13", PURE, "sub"),
      F.row("mul{.rnd}{.ftz}{.sat}.f32 d, a, b",   RND, "", "1.0; .rm/.rp: 2.0 sm_20; .ftz: 1.4", PURE, "mul"),
      F.row("mul{.rnd}{.ftz}.f32x2 d, a, b",       RND, "", "8.6 sm_100", PURE, "mul"),
      F.row("mul{.rnd}.f64 d, a, b",               RND, "", "1.0 sm_13", PURE, "mul"),
      F.row("fma.rnd{.ftz}{.sat}.f32 d, a, b, c",  RND, "", "2.0 sm_20", PURE, "fma"),
      F.row("fma.rnd{.ftz}.f32x2 d, a, b, c",      RND, "", "8.6 sm_100", PURE, "fma"),
      F.row("fma.rnd.f64 d, a, b, c",              RND, "", "1.4 sm_13", PURE, "fma"),
      F.row("mad.rnd{.ftz}{.sat}.f32 d, a, b, c",  RND, "", "2.0 sm_20", PURE, "mad"),
      F.row("mad.rnd.f64 d, a, b, c",              RND, "", "1.4 sm_13", PURE, "mad"),
      F.row("div.approx{.ftz}.f32 d, a, b",        "",  "", "1.4", PURE, "div"),
      F.row("div.full{.ftz}.f32 d, a, b",          "",  "", "1.4", PURE, "div"),
      F.row("div.rnd{.ftz}.f32 d, a, b",           RND, "", "1.4 sm_20", PURE, "div"),
      F.row("div.rnd.f64 d, a, b",                 RND, "", "1.4 sm_13", PURE, "div"),
      F.row("abs{.ftz}.f32 d, a",                  "",  "", "1.0; .ftz: 1.4", PURE, "abs"),
      F.row("abs.f64 d, a",                        "",  "", "1.0 sm_13", PURE, "abs"),
      F.row("neg{.ftz}.f32 d, a",                  "",  "", "1.0; .ftz: 1.4", PURE, "neg"),
      F.row("neg.f64 d, a",                        "",  "", "1.0 sm_13", PURE, "neg"),
      F.row("min{.ftz}{.NaN}.f32 d, a, b",         "",  "", "1.0; .ftz: 1.4; .NaN: 7.0 sm_80", PURE, "min"),
      F.row("min{.ftz}{.NaN}.xorsign.abs.f32 d, a, b", "", "", "7.2 sm_86", PURE, "min"),
      F.row("min{.ftz}{.NaN}{.abs}.f32 d, a, b, c", "", "", "8.8 sm_100", PURE, "min"),
      F.row("min.f64 d, a, b",                     "",  "", "1.0 sm_13", PURE, "min"),
      F.row("max{.ftz}{.NaN}.f32 d, a, b",         "",  "", "1.0; .ftz: 1.4; .NaN: 7.0 sm_80", PURE, "max"),
      F.row("max{.ftz}{.NaN}.xorsign.abs.f32 d, a, b", "", "", "7.2 sm_86", PURE, "max"),
      F.row("max{.ftz}{.NaN}{.abs}.f32 d, a, b, c", "", "", "8.8 sm_100", PURE, "max"),
      F.row("max.f64 d, a, b",                     "",  "", "1.0 sm_13", PURE, "max"),
      F.row("rcp.approx{.ftz}.f32 d, a",           "",  "", "1.4", PURE, "rcp"),
      F.row("rcp.rnd{.ftz}.f32 d, a",              RND, "", "1.4 sm_20", PURE, "rcp"),
      F.row("rcp.rnd.f64 d, a",                    RND, "", "1.4 sm_13", PURE, "rcp"),
      F.row("rcp.approx.ftz.f64 d, a",             "",  "", "2.1 sm_20", PURE, "rcp-approx-ftz-f64"),
      F.row("sqrt.approx{.ftz}.f32 d, a",          "",  "", "1.4", PURE, "sqrt"),
      F.row("sqrt.rnd{.ftz}.f32 d, a",             RND, "", "1.4 sm_20", PURE, "sqrt"),
      F.row("sqrt.rnd.f64 d, a",                   RND, "", "1.4 sm_13", PURE, "sqrt"),
      F.row("rsqrt.approx{.ftz}.f32 d, a",         "",  "", "1.4", PURE, "rsqrt"),
      F.row("rsqrt.approx.f64 d, a",               "",  "", "1.4 sm_13", PURE, "rsqrt"),
      F.row("rsqrt.approx.ftz.f64 d, a",           "",  "", "4.0 sm_20", PURE, "rsqrt-approx-ftz-f64"),
      F.row("sin.approx{.ftz}.f32 d, a",           "",  "", "1.4", PURE, "sin"),
      F.row("cos.approx{.ftz}.f32 d, a",           "",  "", "1.4", PURE, "cos"),
      F.row("lg2.approx{.ftz}.f32 d, a",           "",  "", "1.4", PURE, "lg2"),
      F.row("ex2.approx{.ftz}.f32 d, a",           "",  "", "1.4", PURE, "ex2"),
      F.row("tanh.approx.f32 d, a",                "",  "", "7.0 sm_75", PURE, "tanh"),

      H.row("add{.rnd}{.ftz}{.sat}.type d, a, b",  RN + HALF,  "", "4.2 sm_53", PURE, "add"),
      H.row("add{.rnd}.type d, a, b",              RN + BRAIN, "", "7.8 sm_90", PURE, "add"),
      H.row("sub{.rnd}{.ftz}{.sat}.type d, a, b",  RN + HALF,  "", "4.2 sm_53", PURE, "sub"),
      H.row("sub{.rnd}.type d, a, b",              RN + BRAIN, "", "7.8 sm_90", PURE, "sub"),
      H.row("mul{.rnd}{.ftz}{.sat}.type d, a, b",  RN + HALF,  "", "4.2 sm_53", PURE, "mul"),
      H.row("mul{.rnd}.type d, a, b",              RN + BRAIN, "", "7.8 sm_90", PURE, "mul"),
      H.row("fma.rn{.ftz}{.sat}.type d, a, b, c",  HALF,  "", "4.2 sm_53", PURE, "fma"),
      H.row("fma.rn{.ftz}.relu.type d, a, b, c",   HALF,  "", "7.0 sm_80", PURE, "fma"),
      H.row("fma.rn{.relu}.type d, a, b, c",       BRAIN, "", "7.0 sm_80", PURE, "fma"),
      H.row("fma.rn.oob{.relu}.type d, a, b, c",   "type=f16,f16x2,bf16,bf16x2", "", "8.1 sm_90", PURE, "fma"),
      H.row("neg{.ftz}.type d, a",                 HALF,  "", "6.0 sm_53", PURE, "neg"),
      H.row("neg.type d, a",                       BRAIN, "", "7.0 sm_80", PURE, "neg"),
      H.row("abs{.ftz}.type d, a",                 HALF,  "", "6.5 sm_53", PURE, "abs"),
      H.row("abs.type d, a",                       BRAIN, "", "7.0 sm_80", PURE, "abs"),
      H.row("min{.ftz}{.NaN}.type d, a, b",        HALF,  "", "7.0 sm_80", PURE, "min"),
      H.row("min{.ftz}{.NaN}.xorsign.abs.type d, a, b", HALF, "", "7.2 sm_86", PURE, "min"),
      H.row("min{.NaN}.type d, a, b",              BRAIN, "", "7.0 sm_80", PURE, "min"),
      H.row("min{.NaN}.xorsign.abs.type d, a, b",  BRAIN, "", "7.2 sm_86", PURE, "min"),
      H.row("max{.ftz}{.NaN}.type d, a, b",        HALF,  "", "7.0 sm_80", PURE, "max"),
      H.row("max{.ftz}{.NaN}.xorsign.abs.type d, a, b", HALF, "", "7.2 sm_86", PURE, "max"),
      H.row("max{.NaN}.type d, a, b",              BRAIN, "", "7.0 sm_80", PURE, "max"),
      H.row("max{.NaN}.xorsign.abs.type d, a, b",  BRAIN, "", "7.2 sm_86", PURE, "max"),
      H.row("tanh.approx.type d, a",               HALF,  "", "7.0 sm_75", PURE, "tanh"),
      H.row("tanh.approx.type d, a",               BRAIN, "", "7.8 sm_90", PURE, "tanh"),
      H.row("ex2.approx.type d, a",                HALF,  "", "7.0 sm_75", PURE, "ex2"),
      H.row("ex2.approx.ftz.type d, a",            BRAIN, "", "7.8 sm_90", PURE, "ex2"),

      M.row("add{.rnd}{.sat}.f32.atype d, a, c",   RND + "; atype=f16,bf16", "d:f32 c:f32", "8.6 sm_100", PURE, "add"),
      M.row("sub{.rnd}{.sat}.f32.atype d, a, c",   RND + "; atype=f16,bf16", "d:f32 c:f32", "8.6 sm_100", PURE, "sub"),
      M.row("fma.rnd{.sat}.f32.atype d, a, b, c",  RND + "; atype=f16,bf16", "d:f32 b:atype c:f32", "8.6 sm_100", PURE, "fma"));
  // @formatter:on
}

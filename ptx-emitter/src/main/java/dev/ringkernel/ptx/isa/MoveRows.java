package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.CONVERGENT;
import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Moves between registers, warp shuffles and address conversion. */
final class MoveRows {
  private MoveRows() {}

  private static final Rows.Section S =
      new Rows.Section("Data Movement", "data-movement-and-conversion-instructions-");
  private static final String PLAIN = "type=pred,b16,b32,b64,u16,u32,u64,s16,s32,s64,f32,f64";
  private static final String SPACES =
      "space=const,global,local,shared,shared::cta,shared::cluster,param,param::entry; size=u64";
  private static final String SPACES_SINCE =
      "2.0 sm_20; .const: 3.1; .param/.param::entry: 7.7 sm_70; .shared::cta: 7.8 sm_30; .shared::cluster: 7.8 sm_90; .param::entry: 8.3";
  private static final String LEGACY = "3.0 sm_30 <sm_70 | 3.0 sm_30 <6.4";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("mov.type d, a",                    PLAIN, "", "1.0", PURE, "mov"),
      S.row("mov.type d, sreg",                 "type=pred,b32,b64,u32,u64,s32,s64", "sreg:type", "1.0", PURE, "mov"),
      S.row("mov.b128 d, a",                    "", "", "8.3 sm_70", PURE, "mov"),
      S.row("mov.b32 d, {a, b}",                "", "a:b16 b:b16", "1.0", PURE, "mov-2"),
      S.row("mov.b64 d, {a, b}",                "", "a:b32 b:b32", "1.0", PURE, "mov-2"),
      S.row("mov.b64 d, {a, b, c, e}",          "", "a:b16 b:b16 c:b16 e:b16", "1.0", PURE, "mov-2"),
      S.row("mov.b128 d, {a, b}",               "", "a:b64 b:b64", "8.3 sm_70", PURE, "mov-2"),
      S.row("mov.b16 d, {a, b}",                "", "a:e2m1x2 b:e2m1x2", "1.0", PURE, "mov-2"),
      S.row("mov.b32 d, {a, b, c, e}",          "", "a:e2m1x2 b:e2m1x2 c:e2m1x2 e:e2m1x2", "1.0", PURE, "mov-2"),
      S.row("mov.b16 {d, e}, a",                "", "d:e2m1x2 e:e2m1x2", "1.0", PURE, "mov-2"),
      S.row("mov.b32 {d, e, f, g}, a",          "", "d:e2m1x2 e:e2m1x2 f:e2m1x2 g:e2m1x2", "1.0", PURE, "mov-2"),
      S.row("mov.b32 {d, e}, a",                "", "d:b16 e:b16", "1.0", PURE, "mov-2"),
      S.row("mov.b64 {d, e}, a",                "", "d:b32 e:b32", "1.0", PURE, "mov-2"),
      S.row("mov.b64 {d, e, f, g}, a",          "", "d:b16 e:b16 f:b16 g:b16", "1.0", PURE, "mov-2"),
      S.row("mov.b128 {d, e}, a",               "", "d:b64 e:b64", "8.3 sm_70", PURE, "mov-2"),
      S.row("prmt.b32{.mode} d, a, b, c",       "mode=f4e,b4e,rc8,ecl,ecr,rc16", "", "2.0 sm_20", PURE, "prmt"),
      S.row("shfl.mode.b32 d{|p}, a, b, c",     "mode=up,down,bfly,idx", "b:b32 c:b32", LEGACY, CONVERGENT, "shfl"),
      S.row("shfl.sync.mode.b32 d{|p}, a, b, c, m", "mode=up,down,bfly,idx", "b:b32 c:b32 m:b32", "6.0 sm_30", CONVERGENT, "shfl-sync"),
      S.row("cvta.space.size d, a",             SPACES, "d:size a:size", SPACES_SINCE, PURE, "cvta"),
      S.row("cvta.to.space.size d, a",          SPACES, "d:size a:size", SPACES_SINCE, PURE, "cvta"),
      S.row("isspacep.space p, a",              "space=const,global,local,shared,shared::cta,shared::cluster,param,param::entry", "a:b64", SPACES_SINCE, PURE, "isspacep"),
      S.row("mapa{.space}.type d, a, b",        "space=shared::cluster; type=u32,u64", "b:u32", "7.8 sm_90", PURE, "mapa"),
      S.row("getctarank{.space}.type d, a",     "space=shared::cluster; type=u32,u64", "d:u32", "7.8 sm_90", PURE, "getctarank"));
  // @formatter:on
}

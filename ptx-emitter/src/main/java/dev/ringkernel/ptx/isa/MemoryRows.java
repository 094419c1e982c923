package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;
import static dev.ringkernel.ptx.isa.Effects.READ;
import static dev.ringkernel.ptx.isa.Effects.WRITE;

import java.util.List;

/** Loads, stores and prefetches. */
final class MemoryRows {
  private MemoryRows() {}

  private static final Rows.Section S =
      new Rows.Section("Loads and Stores", "data-movement-and-conversion-instructions-");
  private static final Rows.Section X = S.with(Rows.Mark.FOREIGN);
  private static final String TYPES =
      "type=b8,b16,b32,b64,b128,u8,u16,u32,u64,s8,s16,s32,s64,f32,f64; vec=v2,v4,v8; ";
  private static final String SCOPE = "scope=cta,cluster,gpu,sys; ";
  private static final String LD_SS =
      "ss=const,global,local,param,shared,shared::cta,shared::cluster; ";
  private static final String ST_SS = "ss=global,local,shared,shared::cta,shared::cluster; ";
  private static final String STRONG_SS = "ss=global,shared,shared::cta,shared::cluster; ";
  private static final String WIDTHS =
      ".b128 .vec: none; .v8 !.b32 !.u32 !.s32 !.f32: none; .v4 .b64/.u64/.s64/.f64: 8.8 sm_100; .v8: 8.8 sm_100; .v4 .b64/.u64/.s64/.f64 !.global: none; .v8 !.global: none; ";
  private static final String SPACES =
      ".shared::cta: 7.8 sm_30; .shared::cluster: 7.8 sm_90; .cluster: 7.8 sm_90; .b128: 8.3 sm_70; .b128 .sys: 8.4; ";

  private static final String GLOBAL = "ss=global; ";
  private static final String EVICT =
      "evict=L1::evict_normal,L1::evict_unchanged,L1::evict_first,L1::evict_last,L1::no_allocate; ";
  private static final String PREFETCH = "prefetch=L2::64B,L2::128B,L2::256B; ";
  private static final String EVICT_SINCE =
      "7.4 sm_70; .prefetch: 7.4 sm_75; .L2::256B: 7.4 sm_80; ";
  private static final String MMIO =
      "sem=relaxed; scope=sys; ss=global; type=b8,b16,b32,b64,u8,u16,u32,u64,s8,s16,s32,s64,f32,f64";
  private static final Effects HINT = PURE.alsoVarying();

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("ld{.weak}{.ss}{.cop}{.vec}.type d, [a]",     LD_SS + TYPES + "cop=ca,cg,cs,lu,cv", "d:type*vec", "1.0; .weak: 6.0 sm_70; " + WIDTHS + SPACES, READ, "ld"),
      S.row("ld{.weak}{.ss}.evict{.prefetch}{.vec}.type d, [a]", GLOBAL + EVICT + PREFETCH + TYPES, "d:type*vec", EVICT_SINCE + WIDTHS + SPACES, READ, "ld"),
      S.row("ld{.weak}{.ss}.prefetch{.vec}.type d, [a]",  GLOBAL + PREFETCH + TYPES, "d:type*vec", EVICT_SINCE + WIDTHS + SPACES, READ, "ld"),
      S.row("ld.volatile{.ss}{.vec}.type d, [a]",         STRONG_SS + TYPES, "d:type*vec", "1.1; " + WIDTHS + SPACES, READ.ordered(MemoryOrder.VOLATILE), "ld"),
      S.row("ld.sem.scope{.ss}{.vec}.type d, [a]",        "sem=relaxed,acquire; " + SCOPE + STRONG_SS + TYPES, "d:type*vec", "6.0 sm_70; " + WIDTHS + SPACES, READ, "ld"),
      S.row("ld.mmio.sem.scope{.ss}.type d, [a]",         MMIO, "", "8.2 sm_70", READ, "ld"),
      S.row("ld.global{.cop}.nc{.vec}.type d, [a]",       TYPES + "cop=ca,cg,cs", "d:type*vec", "3.1 sm_32; " + WIDTHS + SPACES, READ, "ld-global-nc"),
      S.row("ld.global.nc.evict{.prefetch}{.vec}.type d, [a]", EVICT + PREFETCH + TYPES, "d:type*vec", EVICT_SINCE + WIDTHS + SPACES, READ, "ld-global-nc"),
      S.row("ld.global.nc.prefetch{.vec}.type d, [a]",    PREFETCH + TYPES, "d:type*vec", EVICT_SINCE + WIDTHS + SPACES, READ, "ld-global-nc"),
      S.row("st{.weak}{.ss}{.cop}{.vec}.type [a], b",     ST_SS + TYPES + "cop=wb,cg,cs,wt", "b:type*vec", "1.0; .weak: 6.0 sm_70; " + WIDTHS + SPACES, WRITE, "st"),
      S.row("st.param.type [a], b",                       "type=b8,b16,b32,b64,u8,u16,u32,u64,s8,s16,s32,s64,f32,f64", "", "2.0 sm_20", WRITE, "st"),
      X.row("st.param.vec.type [a], b",                   "vec=v2,v4; type=b8,b16,b32,b64,u8,u16,u32,u64,s8,s16,s32,s64,f32,f64", "b:type*vec", "2.0 sm_20; .v4 .b64/.u64/.s64/.f64: none", WRITE, "st"),
      S.row("st{.weak}{.ss}.evict{.vec}.type [a], b",     GLOBAL + EVICT + TYPES, "b:type*vec", EVICT_SINCE + WIDTHS + SPACES, WRITE, "st"),
      S.row("st.volatile{.ss}{.vec}.type [a], b",         STRONG_SS + TYPES, "b:type*vec", "1.1; " + WIDTHS + SPACES, WRITE.ordered(MemoryOrder.VOLATILE), "st"),
      S.row("st.sem.scope{.ss}{.vec}.type [a], b",        "sem=relaxed,release; " + SCOPE + STRONG_SS + TYPES, "b:type*vec", "6.0 sm_70; " + WIDTHS + SPACES, WRITE, "st"),
      S.row("st.mmio.sem.scope{.ss}.type [a], b",         MMIO, "", "8.2 sm_70", WRITE, "st"),
      S.row("prefetch{.ss}.level [a]",                    "ss=global,local; level=L1,L2", "", "2.0 sm_20", HINT, "prefetch-prefetchu"),
      S.row("prefetch.global.level [a]",                  "level=L2::evict_last,L2::evict_normal", "", "7.4 sm_80", HINT, "prefetch-prefetchu"),
      S.row("prefetch{.ss}.tensormap [a]",                "ss=const,param", "", "8.0 sm_90", HINT, "prefetch-prefetchu"),
      S.row("prefetchu.L1 [a]",                           "", "", "2.0 sm_20", HINT, "prefetch-prefetchu"),
      S.row("applypriority{.ss}.L2::evict_normal [a], 128", "ss=global", "", "7.4 sm_80", HINT, "applypriority"),
      S.row("discard{.ss}.L2 [a], 128",                   "ss=global", "", "7.4 sm_80", WRITE, "discard"));
  // @formatter:on
}

package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.ATOMIC;

import java.util.List;

/** Atomic operations and reductions on memory. */
final class AtomicRows {
  private AtomicRows() {}

  private static final Rows.Section S =
      new Rows.Section("Atomics", "parallel-synchronization-and-communication-instructions-");
  private static final Rows.Section A = S.with(Rows.Mark.DISCARDS);
  private static final String SEM =
      "sem=relaxed,acquire,release,acq_rel; scope=cta,cluster,gpu,sys; ss=global,shared,shared::cta,shared::cluster; ";
  private static final String SINCE =
      "1.1; .sem: 6.0 sm_70; .scope: 5.0 sm_60; .cluster: 7.8 sm_90; .shared::cta: 7.8 sm_30; .shared::cluster: 7.8 sm_90; ";
  private static final String B128 = ".b128: 8.3 sm_90; .b128 .sys: 8.4";
  private static final String HALF = ".f16: 6.3 sm_70; .f16x2: 6.2 sm_60; .bf16/.bf16x2: 7.8 sm_90";
  private static final String SEM_GLOBAL =
      "sem=relaxed,acquire,release,acq_rel; scope=cta,cluster,gpu,sys; ss=global; ";
  private static final String RSEM_GLOBAL =
      "sem=relaxed,release; scope=cta,cluster,gpu,sys; ss=global; ";
  private static final String ATOM = "atom{.sem}{.scope}{.ss}";
  private static final String RED = "red{.sem}{.scope}{.ss}";
  private static final String RSEM =
      "sem=relaxed,release; scope=cta,cluster,gpu,sys; ss=global,shared,shared::cta,shared::cluster; ";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      A.row(ATOM + ".op.type d, [a], b",        SEM + "op=and,or,xor; type=b32,b64", "", SINCE + ".b64: 3.1 sm_32", ATOMIC, "atom"),
      A.row(ATOM + ".exch.type d, [a], b",      SEM + "type=b32,b64,b128", "", SINCE + B128, ATOMIC, "atom"),
      A.row(ATOM + ".cas.type d, [a], b, c",    SEM + "type=b16,b32,b64,b128", "", SINCE + ".b16: 6.3 sm_70; " + B128, ATOMIC, "atom"),
      A.row(ATOM + ".add.type d, [a], b",       SEM + "type=u32,s32,u64,f32,f64", "", SINCE + ".f64: 5.0 sm_60", ATOMIC, "atom"),
      A.row(ATOM + ".op.type d, [a], b",        SEM + "op=inc,dec; type=u32", "", SINCE, ATOMIC, "atom"),
      A.row(ATOM + ".op.type d, [a], b",        SEM + "op=min,max; type=u32,s32,u64,s64", "", SINCE + ".u64/.s64: 3.1 sm_32", ATOMIC, "atom"),
      A.row(ATOM + ".add.noftz.type d, [a], b", SEM + "type=f16,f16x2,bf16,bf16x2", "", SINCE + HALF, ATOMIC, "atom"),
      A.row(ATOM + ".add.vec.f32 d, [a], b",    SEM_GLOBAL + "vec=v2,v4", "d:f32*vec b:f32*vec", SINCE + "8.1 sm_90", ATOMIC, "atom"),
      A.row(ATOM + ".op.noftz.vec.type d, [a], b", SEM_GLOBAL + "op=add,min,max; vec=v2,v4,v8; type=f16,bf16", "d:type*vec b:type*vec", SINCE + "8.1 sm_90", ATOMIC, "atom"),
      A.row(ATOM + ".op.noftz.vec.type d, [a], b", SEM_GLOBAL + "op=add,min,max; vec=v2,v4; type=f16x2,bf16x2", "d:type*vec b:type*vec", SINCE + "8.1 sm_90", ATOMIC, "atom"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=and,or,xor; type=b32,b64", "", SINCE + ".b64: 3.1 sm_32", ATOMIC, "red"),
      S.row(RED + ".add.type [a], b",           RSEM + "type=u32,s32,u64,f32,f64", "", SINCE + ".f64: 5.0 sm_60", ATOMIC, "red"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=inc,dec; type=u32", "", SINCE, ATOMIC, "red"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=min,max; type=u32,s32,u64,s64", "", SINCE + ".u64/.s64: 3.1 sm_32", ATOMIC, "red"),
      S.row(RED + ".add.noftz.type [a], b",     RSEM + "type=f16,f16x2,bf16,bf16x2", "", SINCE + HALF, ATOMIC, "red"),
      S.row(RED + ".add.vec.f32 [a], b",        RSEM_GLOBAL + "vec=v2,v4", "b:f32*vec", SINCE + "8.1 sm_90", ATOMIC, "red"),
      S.row(RED + ".op.noftz.vec.type [a], b",  RSEM_GLOBAL + "op=add,min,max; vec=v2,v4,v8; type=f16,bf16", "b:type*vec", SINCE + "8.1 sm_90", ATOMIC, "red"),
      S.row(RED + ".op.noftz.vec.type [a], b",  RSEM_GLOBAL + "op=add,min,max; vec=v2,v4; type=f16x2,bf16x2", "b:type*vec", SINCE + "8.1 sm_90", ATOMIC, "red"));
  // @formatter:on
}

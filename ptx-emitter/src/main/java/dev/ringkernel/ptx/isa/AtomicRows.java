package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.ATOMIC;

import java.util.List;

/** Atomic operations and reductions on memory. */
final class AtomicRows {
  private AtomicRows() {}

  private static final Rows.Section S =
      new Rows.Section("Atomics", "parallel-synchronization-and-communication-instructions-");
  private static final String SEM =
      "sem=relaxed,acquire,release,acq_rel; scope=cta,cluster,gpu,sys; ss=global,shared,shared::cta,shared::cluster; ";
  private static final String SINCE =
      "1.1; .sem: 6.0 sm_70; .scope: 5.0 sm_60; .cluster: 7.8 sm_90; .shared::cta: 7.8 sm_30; .shared::cluster: 7.8 sm_90; ";
  private static final String ATOM = "atom{.sem}{.scope}{.ss}";
  private static final String RED = "red{.sem}{.scope}{.ss}";
  private static final String RSEM =
      "sem=relaxed,release; scope=cta,cluster,gpu,sys; ss=global,shared,shared::cta,shared::cluster; ";

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row(ATOM + ".op.type d, [a], b",        SEM + "op=and,or,xor; type=b32,b64", "", SINCE + ".b64: 3.1 sm_32", ATOMIC, "atom"),
      S.row(ATOM + ".exch.type d, [a], b",      SEM + "type=b32,b64", "", SINCE, ATOMIC, "atom"),
      S.row(ATOM + ".cas.type d, [a], b, c",    SEM + "type=b16,b32,b64", "", SINCE + ".b16: 6.3 sm_70", ATOMIC, "atom"),
      S.row(ATOM + ".add.type d, [a], b",       SEM + "type=u32,s32,u64,f32,f64", "", SINCE + ".f64: 5.0 sm_60", ATOMIC, "atom"),
      S.row(ATOM + ".op.type d, [a], b",        SEM + "op=inc,dec; type=u32", "", SINCE, ATOMIC, "atom"),
      S.row(ATOM + ".op.type d, [a], b",        SEM + "op=min,max; type=u32,s32,u64,s64", "", SINCE + ".u64/.s64: 3.1 sm_32", ATOMIC, "atom"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=and,or,xor; type=b32,b64", "", SINCE + ".b64: 3.1 sm_32", ATOMIC, "red"),
      S.row(RED + ".add.type [a], b",           RSEM + "type=u32,s32,u64,f32,f64", "", SINCE + ".f64: 5.0 sm_60", ATOMIC, "red"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=inc,dec; type=u32", "", SINCE, ATOMIC, "red"),
      S.row(RED + ".op.type [a], b",            RSEM + "op=min,max; type=u32,s32,u64,s64", "", SINCE + ".u64/.s64: 3.1 sm_32", ATOMIC, "red"));
  // @formatter:on
}

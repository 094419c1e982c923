package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.WRITE;

import java.util.List;

/** Asynchronous copies. */
final class AsyncRows {
  private AsyncRows() {}

  private static final Rows.Section S =
      new Rows.Section("Asynchronous Copies", "data-movement-and-conversion-instructions-");

  private static final Rows.Section P =
      new Rows.Section(
          "Asynchronous Copies", "parallel-synchronization-and-communication-instructions-");
  private static final String RED = "sem=relaxed; scope=cluster; ss=shared::cluster; ";
  private static final Effects COPY = Effects.READ_WRITE;

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("cp.async.ca.ss.global [a], [b], n",  "ss=shared,shared::cta", "n:u32!", "7.0 sm_80; .shared::cta: ~7.8", COPY, "cp-async"),
      S.row("cp.async.cg.ss.global [a], [b], 16", "ss=shared,shared::cta", "", "7.0 sm_80; .shared::cta: ~7.8", COPY, "cp-async"),
      S.row("cp.async.ca.ss.global [a], [b], n, c",  "ss=shared,shared::cta", "n:u32! c:u32", "7.0 sm_80; .shared::cta: ~7.8", COPY, "cp-async"),
      S.row("cp.async.cg.ss.global [a], [b], 16, c", "ss=shared,shared::cta", "c:u32", "7.0 sm_80; .shared::cta: ~7.8", COPY, "cp-async"),
      S.row("cp.async.commit_group",              "", "", "7.0 sm_80", COPY, "cp-async-commit-group"),
      S.row("cp.async.wait_group n",              "", "n:u32!", "7.0 sm_80", COPY, "cp-async-wait-group"),
      S.row("cp.async.wait_all",                  "", "", "7.0 sm_80", COPY, "cp-async-wait-group"),
      P.row("cp.async.mbarrier.arrive{.noinc}{.ss}.b64 [a]", "ss=shared,shared::cta", "", "7.0 sm_80; .shared::cta: 7.8", COPY, "cp-async-mbarrier-arrive"),
      S.row("cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [a], [b], n, [m]",        "", "n:u32", "8.0 sm_90", COPY, "cp-async-bulk"),
      S.row("cp.async.bulk.shared::cta.global.mbarrier::complete_tx::bytes [a], [b], n, [m]",            "", "n:u32", "8.6 sm_90", COPY, "cp-async-bulk"),
      S.row("cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes.multicast::cluster [a], [b], n, [m], c", "", "n:u32 c:u16", "8.0 sm_90", COPY, "cp-async-bulk"),
      S.row("cp.async.bulk.shared::cluster.shared::cta.mbarrier::complete_tx::bytes [a], [b], n, [m]",   "", "n:u32", "8.0 sm_90", COPY, "cp-async-bulk"),
      S.row("cp.async.bulk.global.shared::cta.bulk_group [a], [b], n", "", "n:u32", "8.0 sm_90", COPY, "cp-async-bulk"),
      S.row("cp.async.bulk.prefetch.L2.global [a], n", "", "n:u32", "8.0 sm_90", COPY, "cp-async-bulk-prefetch"),
      S.row("cp.async.bulk.commit_group",         "", "", "8.0 sm_90", COPY, "cp-async-bulk-commit-group"),
      S.row("cp.async.bulk.wait_group{.read} n",  "", "n:u32!", "8.0 sm_90", COPY, "cp-async-bulk-wait-group"),
      S.row("st.async{.weak}{.ss}.mbarrier::complete_tx::bytes{.vec}.type [a], b, [m]", "ss=shared::cluster; vec=v2,v4; type=b32,b64,u32,u64,s32,s64,f32,f64", "b:type*vec", "8.1 sm_90; .v4 .b64/.u64/.s64/.f64: none", COPY, "st-async"),
      S.row("st.async{.mmio}.sem.scope{.ss}.type [a], b", "sem=release; scope=gpu,sys; ss=global; type=b16,b32,b64,u16,u32,u64,s16,s32,s64,f32,f64", "", "8.7 sm_100", COPY, "st-async"),
      S.row("st.bulk{.weak}{.ss} [a], n, 0",      "ss=shared::cta", "n:u64", "8.6 sm_100", WRITE, "st-bulk"),
      P.row("red.async.sem.scope{.ss}.mbarrier::complete_tx::bytes.op.type [a], b, [m]", RED + "op=inc,dec; type=u32", "", "8.1 sm_90", COPY, "red-async"),
      P.row("red.async.sem.scope{.ss}.mbarrier::complete_tx::bytes.op.type [a], b, [m]", RED + "op=min,max; type=u32,s32", "", "8.1 sm_90", COPY, "red-async"),
      P.row("red.async.sem.scope{.ss}.mbarrier::complete_tx::bytes.op.type [a], b, [m]", RED + "op=and,or,xor; type=b32", "", "8.1 sm_90", COPY, "red-async"),
      P.row("red.async.sem.scope{.ss}.mbarrier::complete_tx::bytes.op.type [a], b, [m]", RED + "op=add; type=u32,s32,u64", "", "8.1 sm_90", COPY, "red-async"));
  // @formatter:on
}

package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.READ_WRITE;

import java.util.List;

/** Asynchronous copies. */
final class AsyncRows {
  private AsyncRows() {}

  private static final Rows.Section S =
      new Rows.Section("Asynchronous Copies", "data-movement-and-conversion-instructions-");

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("cp.async.ca.ss.global [a], [b], n",  "ss=shared,shared::cta", "n:u32!", "7.0 sm_80; .shared::cta: 7.8", READ_WRITE, "cp-async"),
      S.row("cp.async.cg.ss.global [a], [b], 16", "ss=shared,shared::cta", "", "7.0 sm_80; .shared::cta: 7.8", READ_WRITE, "cp-async"),
      S.row("cp.async.commit_group",              "", "", "7.0 sm_80", READ_WRITE, "cp-async-commit-group"),
      S.row("cp.async.wait_group n",              "", "n:u32!", "7.0 sm_80", READ_WRITE, "cp-async-wait-group"),
      S.row("cp.async.wait_all",                  "", "", "7.0 sm_80", READ_WRITE, "cp-async-wait-group"));
  // @formatter:on
}

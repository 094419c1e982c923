package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.BARRIER;
import static dev.ringkernel.ptx.isa.Effects.CONVERGENT;
import static dev.ringkernel.ptx.isa.Effects.FENCE;

import java.util.List;

/** Barriers, fences, votes and the like. */
final class SyncRows {
  private SyncRows() {}

  private static final Rows.Section S =
      new Rows.Section(
          "Synchronization", "parallel-synchronization-and-communication-instructions-");

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("barrier{.cta}.sync{.aligned} a{, b}",                "", "a:u32 b:u32", "6.0 sm_30; .cta: 7.8", BARRIER, "bar"),
      S.row("barrier{.cta}.arrive{.aligned} a, b",                "", "a:u32 b:u32", "6.0 sm_30; .cta: 7.8", BARRIER, "bar"),
      S.row("barrier{.cta}.red.popc{.aligned}.u32 d, a{, b}, {!}c", "", "a:u32 b:u32 c:pred", "6.0 sm_30; .cta: 7.8", BARRIER, "bar"),
      S.row("barrier{.cta}.red.op{.aligned}.pred p, a{, b}, {!}c", "op=and,or", "a:u32 b:u32 c:pred", "6.0 sm_30; .cta: 7.8", BARRIER, "bar"),
      S.row("bar{.cta}.sync a{, b}",                              "", "a:u32 b:u32", "1.0; .cta: 7.8 sm_30", BARRIER, "bar"),
      S.row("bar{.cta}.arrive a, b",                              "", "a:u32 b:u32", "2.0 sm_20; .cta: 7.8 sm_30", BARRIER, "bar"),
      S.row("bar{.cta}.red.popc.u32 d, a{, b}, {!}c",             "", "a:u32 b:u32 c:pred", "2.0 sm_20; .cta: 7.8 sm_30", BARRIER, "bar"),
      S.row("bar{.cta}.red.op.pred p, a{, b}, {!}c",              "op=and,or", "a:u32 b:u32 c:pred", "2.0 sm_20; .cta: 7.8 sm_30", BARRIER, "bar"),
      S.row("bar.warp.sync m",                                    "", "m:b32", "6.0 sm_30", BARRIER, "bar-warp-sync"),
      S.row("barrier.cluster.arrive{.sem}{.aligned}",             "sem=release,relaxed", "", "7.8 sm_90; .relaxed: 8.0", BARRIER.at(Scope.CLUSTER).ordered(MemoryOrder.RELEASE), "barrier-cluster"),
      S.row("barrier.cluster.wait{.acquire}{.aligned}",           "", "", "7.8 sm_90; .acquire: 8.0", BARRIER.at(Scope.CLUSTER).ordered(MemoryOrder.ACQUIRE), "barrier-cluster"),
      S.row("membar.scope",                                       "scope=cta,gl,sys", "", "1.4; .sys: 2.0 sm_20", FENCE.ordered(MemoryOrder.SC), "membar"),
      S.row("fence{.sem}.scope",                                  "sem=sc,acq_rel,acquire,release; scope=cta,cluster,gpu,sys", "", "6.0 sm_70; .cluster: 7.8 sm_90; .acquire/.release: 8.6 sm_90", FENCE, "membar"),
      S.row("vote.sync.mode.pred p, {!}a, m",                     "mode=all,any,uni", "a:pred m:b32", "6.0 sm_30", CONVERGENT, "vote-sync"),
      S.row("vote.sync.ballot.b32 d, {!}a, m",                    "", "a:pred m:b32", "6.0 sm_30", CONVERGENT, "vote-sync"),
      S.row("match.any.sync.type d, a, m",                        "type=b32,b64", "d:b32 m:b32", "6.0 sm_70", CONVERGENT, "match-sync"),
      S.row("match.all.sync.type d{|p}, a, m",                    "type=b32,b64", "d:b32 m:b32", "6.0 sm_70", CONVERGENT, "match-sync"),
      S.row("redux.sync.op.type d, a, m",                         "op=add,min,max; type=u32,s32", "m:b32", "7.0 sm_80", CONVERGENT, "redux-sync"),
      S.row("redux.sync.op.b32 d, a, m",                          "op=and,or,xor", "m:b32", "7.0 sm_80", CONVERGENT, "redux-sync"),
      S.row("elect.sync d|p, m",                                  "", "d:b32 m:b32", "8.0 sm_90", CONVERGENT, "elect-sync"));
  // @formatter:on
}

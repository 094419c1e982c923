package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.BARRIER;
import static dev.ringkernel.ptx.isa.Effects.CONVERGENT;
import static dev.ringkernel.ptx.isa.Effects.FENCE;
import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Barriers, fences, votes and the like. */
final class SyncRows {
  private SyncRows() {}

  private static final Rows.Section M =
      new Rows.Section(
          "Memory Barrier Objects", "parallel-synchronization-and-communication-instructions-");
  private static final String OWN = "ss=shared,shared::cta";
  private static final String ANY_SS = "ss=shared,shared::cta,shared::cluster";
  private static final String ANY = "scope=cta,cluster; " + ANY_SS;
  private static final String RELEASE = "sem=release,relaxed; scope=cta,cluster; ";
  private static final String ACQUIRE = "sem=acquire,relaxed; scope=cta,cluster; ";
  private static final String MB = "7.0 sm_80";
  private static final String ORDER =
      "; .sem !.scope: none; .scope !.sem: none; .sem: 8.0; .cluster: 8.0 sm_90;"
          + " .relaxed: 8.6 sm_90; .shared::cta: 7.8; .shared::cluster: 8.0 sm_90";
  private static final String TX = "8.0 sm_90; .sem !.scope: none; .scope !.sem: none";
  private static final Effects ASYNC = Effects.READ_WRITE;
  private static final Effects ARRIVE =
      Effects.ATOMIC.ordered(MemoryOrder.RELEASE).at(Scope.CTA).alsoVarying();
  private static final Effects WAIT =
      Effects.ATOMIC.ordered(MemoryOrder.ACQUIRE).at(Scope.CTA).alsoVarying();
  private static final Rows.Section S =
      new Rows.Section(
          "Synchronization", "parallel-synchronization-and-communication-instructions-");
  private static final String LEGACY = "1.2 sm_12 <sm_70 | 1.2 sm_12 <6.4";

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
      S.row("barrier.cluster.arrive{.sem}{.aligned}",             "sem=release,relaxed", "", "7.8 sm_90; .sem: 8.0", BARRIER.at(Scope.CLUSTER).ordered(MemoryOrder.RELEASE), "barrier-cluster"),
      S.row("barrier.cluster.wait{.acquire}{.aligned}",           "", "", "7.8 sm_90; .acquire: 8.0", BARRIER.at(Scope.CLUSTER).ordered(MemoryOrder.ACQUIRE), "barrier-cluster"),
      S.row("membar.scope",                                       "scope=cta,gl,sys", "", "1.4; .sys: 2.0 sm_20", FENCE.ordered(MemoryOrder.SC), "membar"),
      S.row("fence{.sem}.scope",                                  "sem=sc,acq_rel,acquire,release; scope=cta,cluster,gpu,sys", "", "6.0 sm_70; .cluster: 7.8 sm_90; .acquire/.release: ~8.6 sm_90", FENCE, "membar"),
      S.row("fence.sem.restrict.scope",                           "sem=acquire; restrict=sync_restrict::shared::cluster; scope=cluster", "", "8.6 sm_90", FENCE, "membar"),
      S.row("fence.sem.restrict.scope",                           "sem=release; restrict=sync_restrict::shared::cta; scope=cluster", "", "8.6 sm_90", FENCE, "membar"),
      S.row("fence.mbarrier_init.sem.scope",                      "sem=release; scope=cluster", "", "8.0 sm_90", FENCE, "membar"),
      S.row("fence.proxy.alias",                                  "", "", "7.5 sm_70", FENCE, "membar"),
      S.row("fence.proxy.async{.ss}",                             "ss=global,shared::cta,shared::cluster", "", "8.0 sm_90", FENCE, "membar"),
      S.row("fence.proxy.tensormap::generic.sem.scope",           "sem=release; scope=cta,cluster,gpu,sys", "", "8.3 sm_90", FENCE, "membar"),
      S.row("fence.proxy.tensormap::generic.sem.scope [a], 128",  "sem=acquire; scope=cta,cluster,gpu,sys", "", "8.3 sm_90", FENCE, "membar"),
      S.row("fence.proxy.async::generic.sem.restrict.scope",      "sem=acquire; restrict=sync_restrict::shared::cluster; scope=cluster", "", "8.6 sm_90", FENCE, "membar"),
      S.row("fence.proxy.async::generic.sem.restrict.scope",      "sem=release; restrict=sync_restrict::shared::cta; scope=cluster", "", "8.6 sm_90", FENCE, "membar"),
      S.row("vote.mode.pred p, {!}a",                             "mode=all,any,uni", "a:pred", LEGACY, CONVERGENT, "vote"),
      S.row("vote.ballot.b32 d, {!}a",                            "", "a:pred", LEGACY + "; 2.0 sm_20", CONVERGENT, "vote"),
      S.row("vote.sync.mode.pred p, {!}a, m",                     "mode=all,any,uni", "a:pred m:b32", "6.0 sm_30", CONVERGENT, "vote-sync"),
      S.row("vote.sync.ballot.b32 d, {!}a, m",                    "", "a:pred m:b32", "6.0 sm_30", CONVERGENT, "vote-sync"),
      S.row("match.any.sync.type d, a, m",                        "type=b32,b64", "d:b32 m:b32", "6.0 sm_70", CONVERGENT, "match-sync"),
      S.with(Rows.Mark.DISCARDS).row("match.all.sync.type d{|p}, a, m",                    "type=b32,b64", "d:b32 m:b32", "6.0 sm_70", CONVERGENT, "match-sync"),
      S.row("activemask.b32 d",                                   "", "", "6.2 sm_30", Effects.VARYING.alsoConvergent(), "activemask"),
      S.row("redux.sync.op.type d, a, m",                         "op=add,min,max; type=u32,s32", "m:b32", "7.0 sm_80", CONVERGENT, "redux-sync"),
      S.row("redux.sync.op.b32 d, a, m",                          "op=and,or,xor", "m:b32", "7.0 sm_80", CONVERGENT, "redux-sync"),
      S.row("redux.sync.op{.abs}{.NaN}.f32 d, a, m",              "op=min,max", "m:b32", "8.6 sm_100f", CONVERGENT, "redux-sync"),
      S.row("elect.sync d|p, m",                                  "", "d:b32 m:b32", "8.0 sm_90", CONVERGENT, "elect-sync"),
      S.row("elect.sync _|p, m",                                  "", "m:b32", "8.0 sm_90", CONVERGENT, "elect-sync"),
      S.row("griddepcontrol.action",                              "action=launch_dependents,wait", "", "7.8 sm_90", FENCE.at(Scope.GPU).alsoConvergent(), "griddepcontrol"),
      S.row("clusterlaunchcontrol.try_cancel.async{.ss}.mbarrier::complete_tx::bytes{.multicast}.b128 [a], [b]", "ss=shared::cta; multicast=multicast::cluster::all", "", "8.6 sm_100; .multicast: 8.6 sm_100f | 8.7 sm_120f | 9.0 sm_110f", ASYNC, "clusterlaunchcontrol-try-cancel"),
      S.row("clusterlaunchcontrol.query_cancel.is_canceled.pred.b128 p, a", "", "a:b128", "8.6 sm_100", PURE, "clusterlaunchcontrol-query-cancel"),
      S.row("clusterlaunchcontrol.query_cancel.dim.b32.b128 d, a", "dim=get_first_ctaid::x,get_first_ctaid::y,get_first_ctaid::z", "d:b32 a:b128", "8.6 sm_100", PURE, "clusterlaunchcontrol-query-cancel"),

      M.row("mbarrier.init{.ss}.b64 [a], b",                           OWN, "b:u32", MB + "; .shared::cta: 7.8", ASYNC, "mbarrier-init"),
      M.row("mbarrier.inval{.ss}.b64 [a]",                             OWN, "",      MB + "; .shared::cta: 7.8", ASYNC, "mbarrier-inval"),
      M.row("mbarrier.expect_tx{.sem}{.scope}{.ss}.b64 [a], b",        "sem=relaxed; " + ANY,   "b:u32", TX,   ARRIVE.ordered(MemoryOrder.RELAXED), "mbarrier-expect-tx"),
      M.row("mbarrier.complete_tx{.sem}{.scope}{.ss}.b64 [a], b",      "sem=relaxed; " + ANY,   "b:u32", TX,   ARRIVE.ordered(MemoryOrder.RELAXED), "mbarrier-complete-tx"),
      M.row("mbarrier.arrive{.sem}{.scope}{.ss}.b64 d, [a]",           RELEASE + OWN,           "",      MB + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive{.sem}{.scope}{.ss}.b64 d, [a], b",        RELEASE + OWN,           "b:u32", "7.8 sm_90" + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive{.sem}{.scope}{.ss}.b64 _, [a]",           RELEASE + ANY_SS,        "",      "7.1 sm_80" + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive{.sem}{.scope}{.ss}.b64 _, [a], b",        RELEASE + ANY_SS,        "b:u32", "7.8 sm_90" + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive.expect_tx{.sem}{.scope}{.ss}.b64 d, [a], b", RELEASE + OWN,        "b:u32", "8.0 sm_90" + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive.expect_tx{.sem}{.scope}{.ss}.b64 _, [a], b", RELEASE + ANY_SS,     "b:u32", "8.0 sm_90" + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive.noComplete{.sem}{.scope}{.ss}.b64 d, [a], b", "sem=release; scope=cta; " + OWN, "b:u32", MB + ORDER, ARRIVE, "mbarrier-arrive"),
      M.row("mbarrier.arrive_drop{.sem}{.scope}{.ss}.b64 d, [a]",      RELEASE + OWN,           "",      MB + ORDER, ARRIVE, "mbarrier-arrive-drop"),
      M.row("mbarrier.arrive_drop{.sem}{.scope}{.ss}.b64 d, [a], b",   RELEASE + OWN,           "b:u32", "7.8 sm_90" + ORDER, ARRIVE, "mbarrier-arrive-drop"),
      M.row("mbarrier.test_wait{.sem}{.scope}{.ss}.b64 p, [a], b",     ACQUIRE + OWN,           "",      MB + ORDER, WAIT, "mbarrier-test-wait-try-wait"),
      M.row("mbarrier.test_wait.parity{.sem}{.scope}{.ss}.b64 p, [a], b", ACQUIRE + OWN,        "b:u32", "7.1 sm_80" + ORDER, WAIT, "mbarrier-test-wait-try-wait"),
      M.row("mbarrier.try_wait{.sem}{.scope}{.ss}.b64 p, [a], b{, c}", ACQUIRE + OWN,           "c:u32", "7.8 sm_90" + ORDER, WAIT, "mbarrier-test-wait-try-wait"),
      M.row("mbarrier.try_wait.parity{.sem}{.scope}{.ss}.b64 p, [a], b{, c}", ACQUIRE + OWN,    "b:u32 c:u32", "7.8 sm_90" + ORDER, WAIT, "mbarrier-test-wait-try-wait"),
      M.row("mbarrier.pending_count.b64 d, a",                         "", "d:u32 a:b64", MB, PURE, "mbarrier-pending-count"));
  // @formatter:on
}

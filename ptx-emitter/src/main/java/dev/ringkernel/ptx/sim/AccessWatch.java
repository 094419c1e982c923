package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.Watches.Access;
import dev.ringkernel.ptx.sim.check.Agent;
import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.sim.check.Races;
import java.util.BitSet;

/** Looks at a load, a store or an atomic update. */
final class AccessWatch implements Watch {
  private static final Races.Word MEMORY = Raw::get32;

  private final Checker checker;
  private final Probe probe;
  private final Place place;
  private final int bytes;
  private final Access access;
  private final Reach reach;
  private final SharedHoles holes;
  private final boolean initialised;
  private final boolean compares;
  private final boolean changes;
  private final boolean strongLoad;

  /** Where the access is that is under way, in what kind of memory, and what was there before. */
  private long at;

  private boolean local;
  private boolean host;
  private long before;

  AccessWatch(
      Checker checker,
      Probe probe,
      Place place,
      int bytes,
      Access access,
      Reach reach,
      SharedHoles holes) {
    this.checker = checker;
    this.probe = probe;
    this.place = place;
    this.bytes = bytes;
    this.access = access;
    this.reach = reach;
    this.holes = holes;
    this.initialised = checker.wants(SimCheck.INITIALISED);
    this.compares = checker.compares();
    this.strongLoad = access.loads() && probe.strong() != null;
    this.changes = checker.wants(SimCheck.PROGRESS);
  }

  @Override
  public Probe probe() {
    return probe;
  }

  @Override
  public void before(Lane t) {
    long base = t.r[place.a()];
    Where where = place.where();
    at = where.locate(t, base, place.offset(), bytes, reach);
    local =
        where == Where.LOCAL
            || where == Where.FRAME
            || (where == Where.GENERIC && Windows.isLocal(base + place.offset()));
    t.sawStrong |= strongLoad;
    boolean shared = !local && where.isShared(base + place.offset());
    host = !local && !shared && reach.region().kind == Region.Kind.HOST;
    if (initialised && (local || shared)) {
      look(t, shared);
    }
    if (shared && !holes.isEmpty()) {
      bounds(t);
    }
    if (changes) {
      before = access.stores() ? content(at, bytes) : 0;
      t.sawHost |= host && access.loads();
    }
    if (compares && !local) {
      compare(t);
    }
  }

  private void compare(Lane t) {
    Agent who = t.watched();
    Races races = checker.races();
    if (host) {
      races.beforeHost(who, probe, at, bytes, MEMORY);
    }
    races.access(who, probe, at, bytes, access.stores());
    if (access.stores()) {
      races.store(who, probe, at, bytes, access.loads(), host);
    }
  }

  @Override
  public void after(Lane t, int next) {
    if (changes && access.stores() && content(at, bytes) != before) {
      checker.stuck().changed();
    }
    if (!compares || local) {
      return;
    }
    Races races = checker.races();
    if (access.loads()) {
      races.load(t.watched(), probe, at, bytes);
    }
    if (host) {
      races.afterHost(t.watched(), probe, at, bytes, access.loads(), MEMORY);
    }
  }

  /** A digest of so many bytes. */
  static long content(long at, long bytes) {
    long digest = 0;
    for (long i = 0; i < bytes; i++) {
      digest = digest * 0x9e3779b97f4a7c15L + Raw.get8(at + i) + 1;
    }
    return digest;
  }

  private void look(Lane t, boolean shared) {
    Block owner = shared ? AsyncOp.owner(t, at) : t.block;
    BitSet written = shared ? owner.checks().shared : owner.checks().local(t);
    int from = (int) (at - (shared ? owner.sharedNative() : t.local));
    if (access.loads()) {
      int missing = written.nextClearBit(from);
      if (missing < from + bytes) {
        report(t, shared, missing, missing - from);
      }
    }
    if (access.stores()) {
      written.set(from, from + bytes);
    }
  }

  private void report(Lane t, boolean shared, int offset, int within) {
    checker.report(
        shared ? Kind.UNINITIALISED_SHARED : Kind.UNINITIALISED_LOCAL,
        t,
        probe,
        at + within,
        "byte "
            + offset
            + (shared ? " of the block's shared memory" : " of the thread's local memory")
            + " is read and nobody wrote it before"
            + (shared ? "; shared memory starts with rubbish." : "."));
  }

  private void bounds(Lane t) {
    Block owner = AsyncOp.owner(t, at);
    long offset = at - owner.sharedNative();
    String variable = holes.variableBefore(offset, bytes);
    if (!variable.isEmpty()) {
      checker.report(
          Kind.OUT_OF_BOUNDS,
          t,
          probe,
          at,
          (access.stores() ? "a store of " : "a load of ")
              + bytes
              + " bytes at byte "
              + offset
              + " of the block's shared memory, behind the end of '"
              + variable
              + "'.");
    }
  }
}

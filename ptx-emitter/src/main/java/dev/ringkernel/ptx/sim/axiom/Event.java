package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Action;
import dev.ringkernel.ptx.sim.litmus.Location;
import dev.ringkernel.ptx.sim.litmus.Place;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a candidate execution.
 *
 * @param id position among the candidate's events
 * @param thread its thread, -1 for the initial writes
 * @param place where the thread runs; the host for the initial writes
 * @param kind what it is
 * @param at what it accesses; null for what is no memory operation
 * @param value the value read or written
 * @param order its order; weak, relaxed, acquire, release, or for fences acq_rel and sc
 * @param scope the scope it states
 * @param reach the scope in which it is atomic: the stated one, or all for counting on mbarriers
 * @param async performed by a bulk copy, beside its thread
 * @param reduction the read of {@code red}
 * @param partner the other half of a read-modify-write, or -1
 * @param group elements of one vector access share a number; 0 for none
 * @param action what the thread asked for; null for the initial writes
 * @param text the instruction
 */
record Event(
    int id,
    int thread,
    Place place,
    Kind kind,
    @Nullable Location at,
    long value,
    MemoryOrder order,
    Scope scope,
    Scope reach,
    boolean async,
    boolean reduction,
    int partner,
    int group,
    @Nullable Action action,
    String text) {

  /** Kinds of events. */
  enum Kind {
    INIT,
    READ,
    WRITE,
    FENCE,
    PROXY_FENCE,
    /** {@code bar.sync}, {@code bar.arrive}, {@code barrier.cluster.arrive} and {@code wait}. */
    BARRIER,
    /** The wait for bulk copies. */
    BULK_WAIT
  }

  static Event init(int id, Location at) {
    return new Event(
        id,
        -1,
        Place.HOST,
        Kind.INIT,
        at,
        at.initial(),
        MemoryOrder.WEAK,
        Scope.SYS,
        Scope.SYS,
        false,
        false,
        -1,
        0,
        null,
        "the initial value");
  }

  /** The same event of a candidate in which its thread's events start at {@code base}. */
  Event shifted(int base) {
    return new Event(
        id + base,
        thread,
        place,
        kind,
        at,
        value,
        order,
        scope,
        reach,
        async,
        reduction,
        partner < 0 ? -1 : partner + base,
        group,
        action,
        text);
  }

  boolean reads() {
    return kind == Kind.READ;
  }

  boolean writes() {
    return kind == Kind.WRITE || kind == Kind.INIT;
  }

  boolean accesses() {
    return at != null;
  }

  /** The location accessed; only for accesses. */
  Location location() {
    Location location = at;
    if (location == null) {
      throw new IllegalStateException(this + " accesses nothing");
    }
    return location;
  }

  /** Index of the bytes accessed, -1 for none. */
  int memory() {
    return at == null ? -1 : at.memory();
  }

  boolean strong() {
    return switch (kind) {
      case READ, WRITE -> order != MemoryOrder.WEAK;
      case FENCE -> true;
      case INIT, PROXY_FENCE, BARRIER, BULK_WAIT -> false;
    };
  }

  boolean acquires() {
    return (kind == Kind.READ || kind == Kind.FENCE)
        && switch (order) {
          case ACQUIRE, ACQ_REL, SC -> true;
          case NONE, WEAK, VOLATILE, RELAXED, RELEASE, MMIO -> false;
        };
  }

  boolean releases() {
    return (kind == Kind.WRITE || kind == Kind.FENCE)
        && switch (order) {
          case RELEASE, ACQ_REL, SC -> true;
          case NONE, WEAK, VOLATILE, RELAXED, ACQUIRE, MMIO -> false;
        };
  }

  boolean isScFence() {
    return kind == Kind.FENCE && order == MemoryOrder.SC;
  }

  /** Whether it is performed in the async proxy. A copy's count on an mbarrier is not. */
  boolean inAsyncProxy() {
    return async && order == MemoryOrder.WEAK;
  }

  /** Whether it belongs to its thread's program order. */
  boolean inProgramOrder() {
    return thread >= 0 && !async;
  }
}

package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a thread asks of the memory model; everything else it does is its own. */
public sealed interface Action {

  /**
   * An access of memory.
   *
   * @see Load
   */
  sealed interface Access extends Action permits Load, Store, Atomic {
    /** What is accessed. */
    Location at();

    /** Weak, relaxed, acquire, release or both. */
    MemoryOrder order();

    /** Scope of a strong access; {@link Scope#SYS} where it has none. */
    Scope scope();
  }

  /** A read; the thread waits for its value. */
  record Load(Location at, MemoryOrder order, Scope scope) implements Access {}

  /** A write of {@code value}. */
  record Store(Location at, long value, MemoryOrder order, Scope scope) implements Access {}

  /**
   * A read-modify-write.
   *
   * @param written what is written for the value read; empty for no write (a failed compare)
   * @param reduction {@code red}: its read takes part in no acquire pattern
   * @param counting an operation on an mbarrier: atomic towards all others whatever its scope
   */
  record Atomic(
      Location at,
      LongFunction<OptionalLong> written,
      MemoryOrder order,
      Scope scope,
      boolean reduction,
      boolean counting)
      implements Access {}

  /** A memory fence: acquire, release, acq_rel or sc. */
  record Fence(MemoryOrder order, Scope scope) implements Action {}

  /**
   * A fence between proxies.
   *
   * @param alias between virtual aliases; otherwise between the generic and the async proxy
   * @param spaces which locations it is about
   */
  record ProxyFence(boolean alias, FenceSpace spaces) implements Action {}

  /** What {@code fence.proxy.async} is limited to. */
  enum FenceSpace {
    ALL,
    GLOBAL,
    SHARED_CTA,
    SHARED_CLUSTER;

    /** Whether a fence by a thread at {@code place} is about {@code location}. */
    public boolean covers(Location location, Place place) {
      Place owner = location.owner();
      return switch (this) {
        case ALL -> true;
        case GLOBAL -> owner == null;
        case SHARED_CTA -> place.equals(owner);
        case SHARED_CLUSTER -> owner != null && place.includes(Scope.CLUSTER, owner);
      };
    }
  }

  /**
   * {@code bar.sync} or {@code bar.arrive}.
   *
   * @param waits whether the thread waits for the others
   * @param phase how many operations on this barrier the thread did before
   */
  record Barrier(int id, boolean waits, int phase) implements Action {}

  /** {@code barrier.cluster.arrive}; {@code releases} unless it is relaxed. */
  record ClusterArrive(boolean releases, int phase) implements Action {}

  /** {@code barrier.cluster.wait}. */
  record ClusterWait(int phase) implements Action {}

  /**
   * The issue of a bulk copy, which then runs beside the thread.
   *
   * @param from elements read, in the async proxy
   * @param to elements written, in the async proxy
   * @param mbarrier where it counts its bytes when done; null for a copy that a bulk group tracks
   * @param bytes how many
   * @param ticket which copy of the thread it is, from 0
   */
  record BulkCopy(
      List<Location> from, List<Location> to, @Nullable Location mbarrier, int bytes, int ticket)
      implements Action {
    public BulkCopy {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }

    /** What completing the copy writes to its mbarrier that has the bits {@code old}. */
    public long completed(long old) {
      return Mbarrier.of(old).completeTx(bytes).bits();
    }
  }

  /**
   * Waits for bulk copies of this thread.
   *
   * @param tickets which
   * @param readsOnly only until their sources are read
   */
  record BulkWait(List<Integer> tickets, boolean readsOnly) implements Action {
    public BulkWait {
      tickets = List.copyOf(tickets);
    }
  }
}

package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;

/**
 * How memory is accessed.
 *
 * @param strong whether it is relaxed or stronger
 * @param acquires whether it is an acquire, or both
 * @param releases whether it is a release, or both
 * @param scope the scope of a strong one
 * @param async performed in the async proxy
 */
public record Manner(
    boolean strong, boolean acquires, boolean releases, Scope scope, boolean async) {
  /** A plain access. */
  public static final Manner WEAK = new Manner(false, false, false, Scope.SYS, false);

  /** An access of a bulk copy. */
  public static final Manner BULK = new Manner(false, false, false, Scope.SYS, true);

  /** The manner of a memory order at a scope. */
  public static Manner of(MemoryOrder order, Scope scope) {
    return switch (order) {
      case NONE, WEAK -> WEAK;
      case VOLATILE, MMIO -> new Manner(true, false, false, Scope.SYS, false);
      case RELAXED -> new Manner(true, false, false, scope, false);
      case ACQUIRE -> new Manner(true, true, false, scope, false);
      case RELEASE -> new Manner(true, false, true, scope, false);
      case ACQ_REL, SC -> new Manner(true, true, true, scope, false);
    };
  }
}

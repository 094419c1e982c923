package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import org.jspecify.annotations.Nullable;

/**
 * An instruction that is watched, or what the host does.
 *
 * @param kernel the kernel that it belongs to
 * @param place its Java place, or its place in the PTX text
 * @param line its line in the PTX text; 0 where it was not read
 * @param text as text
 * @param order its order
 * @param scope its scope, where it is strong
 * @param readOnly whether it promises that what it reads does not change
 */
public record Probe(
    String kernel,
    Span place,
    int line,
    String text,
    MemoryOrder order,
    @Nullable Scope scope,
    boolean readOnly) {

  /** Whether it acquires by itself. */
  boolean acquires() {
    return switch (order) {
      case ACQUIRE, ACQ_REL, SC -> true;
      case NONE, WEAK, VOLATILE, RELAXED, RELEASE, MMIO -> false;
    };
  }

  /** Whether it releases by itself. */
  boolean releases() {
    return switch (order) {
      case RELEASE, ACQ_REL, SC -> true;
      case NONE, WEAK, VOLATILE, RELAXED, ACQUIRE, MMIO -> false;
    };
  }

  /** The scope of a strong access; null for a weak one. */
  public @Nullable Scope strong() {
    return switch (order) {
      case NONE, WEAK -> null;
      case VOLATILE, MMIO -> Scope.SYS;
      case RELAXED, ACQUIRE, RELEASE, ACQ_REL, SC -> scope == null ? Scope.SYS : scope;
    };
  }
}

package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ptx.isa.Scope;
import org.jspecify.annotations.Nullable;

/**
 * An access that happened at a place, which later ones may conflict with.
 *
 * @param who by whom
 * @param when in which of its segments
 * @param what the instruction
 * @param strong scope of a strong access, null for a weak one
 * @param next an earlier one
 */
record Entry(
    Agent who,
    long when,
    Probe what,
    boolean writes,
    @Nullable Scope strong,
    @Nullable Entry next) {

  /** This with other earlier ones. */
  Entry before(@Nullable Entry rest) {
    return rest == next ? this : new Entry(who, when, what, writes, strong, rest);
  }
}

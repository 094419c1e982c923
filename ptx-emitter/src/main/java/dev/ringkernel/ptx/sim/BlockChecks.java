package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Races;
import dev.ringkernel.ptx.sim.check.Rendezvous;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the checks know of a block while it runs. */
final class BlockChecks {
  final Checker checker;
  final Races.Start start;

  /** Bytes of its shared memory that were written. */
  final BitSet shared = new BitSet();

  private final @Nullable BitSet[] local;
  private final @Nullable Rendezvous[] barriers = new Rendezvous[16];

  BlockChecks(Checker checker, Races.Start start, int threads) {
    this.checker = checker;
    this.start = start;
    this.local = new BitSet[threads];
  }

  /** Bytes of a thread's local memory that were written. */
  BitSet local(Lane t) {
    BitSet known = local[t.index];
    if (known == null) {
      known = new BitSet();
      local[t.index] = known;
    }
    return known;
  }

  /** Those who came to a barrier in this phase. */
  Rendezvous at(int barrier) {
    Rendezvous there = barriers[barrier];
    if (there == null) {
      there = new Rendezvous();
      barriers[barrier] = there;
    }
    return there;
  }

  /** As {@link #at}, and the next phase starts. */
  Rendezvous leave(int barrier) {
    Rendezvous there = at(barrier);
    barriers[barrier] = null;
    return there;
  }
}

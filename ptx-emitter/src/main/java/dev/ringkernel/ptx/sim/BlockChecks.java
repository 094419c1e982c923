package dev.ringkernel.ptx.sim;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the checks know of a block while it runs. */
final class BlockChecks {
  final Checker checker;

  /** Bytes of its shared memory that were written. */
  final BitSet shared = new BitSet();

  private final @Nullable BitSet[] local;

  BlockChecks(Checker checker, int threads) {
    this.checker = checker;
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
}

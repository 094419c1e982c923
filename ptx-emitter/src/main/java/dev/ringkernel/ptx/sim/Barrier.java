package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Rendezvous;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a block's 16 barriers. A warp arrives when all of its lanes that have not exited have, and
 * counts as 32 threads then; where no count is given, all warps with such lanes are waited for.
 */
final class Barrier {
  private final Block block;

  /** Lanes of each warp that have arrived, and those of them that wait. */
  private final int[] arrived;

  private final int[] waiting;
  private final boolean[] counted;

  /** Threads that were asked for; 0 for all, -1 while nobody has come. */
  private int expected = -1;

  private int warps;

  /** What those who arrived show to those who wait. */
  private final Gathered gathered = new Gathered();

  /** Over all threads: how many predicates are true, and whether one is false. */
  private int trues;

  private boolean anyFalse;

  /** What those bring who have come, where that is checked. */
  private @Nullable Rendezvous came;

  Barrier(Block block, int warpCount) {
    this.block = block;
    this.arrived = new int[warpCount];
    this.waiting = new int[warpCount];
    this.counted = new boolean[warpCount];
  }

  void start() {
    if (expected >= 0) {
      clear();
    }
  }

  private void clear() {
    for (int w = 0; w < arrived.length; w++) {
      arrived[w] = 0;
      waiting[w] = 0;
      counted[w] = false;
    }
    expected = -1;
    warps = 0;
    gathered.clear();
    trues = 0;
    anyFalse = false;
    came = null;
  }

  /** How many predicates of the phase were true. */
  int trues() {
    return trues;
  }

  boolean anyFalse() {
    return anyFalse;
  }

  /** A lane leaves that has waited. */
  void leave(Lane t) {
    gathered.leave(t);
  }

  /**
   * A lane arrives; if it waits, its state says so already.
   *
   * @param count threads that take part, 0 for all
   * @param waits whether it waits for the others
   * @return whether it arrived; else it came once too often, and waits for the phase to end
   */
  boolean arrive(Lane t, int count, boolean waits, boolean predicate) {
    int w = t.warp.index;
    if ((arrived[w] & t.bit) != 0) {
      waiting[w] |= t.bit;
      return false;
    }
    if (expected >= 0 && expected != count) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          "the barrier was entered for "
              + threads(expected)
              + " and is entered for "
              + threads(count)
              + " in the same phase");
    }
    expected = count;
    gathered.arrive(t);
    arrived[w] |= t.bit;
    waiting[w] |= waits ? t.bit : 0;
    trues += predicate ? 1 : 0;
    anyFalse |= !predicate;
    BlockChecks checks = block.checksOrNull();
    if (checks != null) {
      came = came == null ? new Rendezvous() : came;
      checks.checker.races().arrive(came, t.watched());
    }
    count(t.warp);
    return true;
  }

  private static String threads(int count) {
    return count == 0 ? "all threads" : count + " threads";
  }

  /** Looks again after lanes of a warp arrived or exited. */
  void count(Warp warp) {
    int w = warp.index;
    if (arrived[w] != 0 && !counted[w] && (warp.alive & ~arrived[w]) == 0) {
      counted[w] = true;
      warps++;
    }
    if (expected >= 0 && complete()) {
      release();
    }
  }

  private boolean complete() {
    if (expected > 0) {
      return 32 * warps >= expected;
    }
    for (Warp warp : block.warps) {
      if (warp.alive != 0 && !counted[warp.index]) {
        return false;
      }
    }
    return warps > 0;
  }

  /** Those who wait for this phase, not for the next. */
  private List<Lane> waited() {
    List<Lane> waited = new ArrayList<>();
    for (Warp warp : block.warps) {
      for (Lane t : warp.lanes) {
        if ((waiting[warp.index] & t.bit) != 0 && !BlockBarrier.cameAgain(t)) {
          waited.add(t);
        }
      }
    }
    return waited;
  }

  private void release() {
    BlockChecks checks = block.checksOrNull();
    if (checks != null && came != null) {
      BarrierWatch.released(checks, block, came, waited());
    }
    for (Warp warp : block.warps) {
      for (int left = waiting[warp.index]; left != 0; left &= left - 1) {
        Lane t = warp.lanes[Integer.numberOfTrailingZeros(left)];
        if (t.waitsAt instanceof BlockBarrier op) {
          op.leave(t, this);
        }
      }
    }
    clear();
  }
}

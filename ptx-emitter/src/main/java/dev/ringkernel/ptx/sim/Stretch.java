package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The blocks that one method executes: those that can be reached from its entry without leaving the
 * function, the most visited first, as many as fit.
 *
 * @param entry the head that lanes enter at
 * @param heads of all its blocks, in order of the code
 */
record Stretch(int entry, List<Integer> heads) {

  /**
   * @param weight instructions at most; the entry's block is always there
   * @param leastVisits of the other blocks
   */
  static Stretch of(Op[] ops, Blocks blocks, int entry, int weight, int leastVisits) {
    BitSet chosen = new BitSet();
    BitSet seen = new BitSet();
    PriorityQueue<Integer> open =
        new PriorityQueue<>(
            Comparator.<Integer>comparingInt(h -> -blocks.head(h).visits).thenComparing(h -> h));
    open.add(entry);
    seen.set(entry);
    int left = weight;
    while (!open.isEmpty()) {
      int head = open.remove();
      int end = blocks.end(head);
      if (head != entry && end - head > left) {
        continue;
      }
      left -= end - head;
      chosen.set(head);
      for (int next : Blocks.next(ops[end - 1], end - 1)) {
        if (!seen.get(next) && blocks.head(next).visits >= leastVisits && !leaves(ops[end - 1])) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return new Stretch(entry, chosen.stream().boxed().toList());
  }

  /** Whether other registers are there behind it. */
  static boolean leaves(Op op) {
    return switch (op) {
      case Flow.Call c -> true;
      case Flow.CallIndirect c -> true;
      case Flow.Return r -> true;
      case Guarded g -> leaves(g.op());
      default -> false;
    };
  }

  /** Whether it is executed by its own {@link Op#step}, on the registers of the lane. */
  static boolean byItself(Op op) {
    return switch (op) {
      case Pure p -> false;
      case Flow f -> !(f instanceof Flow.Branch || f instanceof Flow.BranchIf);
      case Move m ->
          switch (m) {
            case Move.Copy c -> false;
            case Move.Wide w -> false;
            case Move.SharedAddress a -> false;
            case Move.FrameAddress a -> false;
            case Move.ArgumentAddress a -> false;
            case Move.Special s -> false;
            case Move.Convert c -> false;
            case Move.Time t -> true;
            case Move.IsSpace i -> true;
            case Move.MapToRank r -> true;
            case Move.RankOf r -> true;
            case Move.StackSave s -> true;
            case Move.StackRestore s -> true;
            case Move.Alloca a -> true;
          };
      case Memory m -> m instanceof Memory.LoadWide || m instanceof Memory.StoreWide;
      case Atomic a -> !(a instanceof Atomic.Scalar);
      case WeakOp w -> true;
      case Checked k -> true;
      case MbarrierOp m -> true;
      case AsyncOp a -> true;
      case Meeting m -> true;
      case BlockBarrier b -> true;
      case ClusterBarrierOp c -> true;
      case Sleep s -> true;
      case Fence f -> false;
      case Nothing n -> false;
      case Guarded g -> byItself(g.op());
    };
  }

  /**
   * For each head, the registers that may differ from the lane's array there, since only a local
   * variable was written.
   */
  Map<Integer, BitSet> unsaved(Op[] ops, Blocks blocks) {
    Map<Integer, BitSet> at = new HashMap<>();
    heads.forEach(h -> at.put(h, new BitSet()));
    List<Integer> work = new ArrayList<>(heads);
    while (!work.isEmpty()) {
      int head = work.removeLast();
      BitSet start = at.get(head);
      if (start == null) {
        throw new IllegalStateException("no block " + head);
      }
      BitSet now = (BitSet) start.clone();
      int end = blocks.end(head);
      for (int pc = head; pc < end; pc++) {
        step(ops[pc], now);
      }
      for (int next : Blocks.next(ops[end - 1], end - 1)) {
        BitSet there = at.get(next);
        if (there != null) {
          int before = there.cardinality();
          there.or(now);
          if (there.cardinality() != before) {
            work.add(next);
          }
        }
      }
    }
    return at;
  }

  /** What an instruction does to the set of {@link #unsaved}. */
  static void step(Op op, BitSet unsaved) {
    if (!byItself(op)) {
      unsaved.or(Operands.of(op).writes);
    } else if (!(op instanceof Guarded)) {
      unsaved.clear();
    }
  }
}

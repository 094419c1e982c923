package dev.ringkernel.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The natural loops of a function, one for each header, as a forest. Blocks are named by position,
 * as in {@link ControlFlow}. A cycle with two entries is not a natural loop and makes the function
 * {@linkplain #isReducible irreducible}; Java's statements make none.
 */
public final class Loops {
  private final List<Loop> all = new ArrayList<>();
  private final @Nullable Loop[] innermost;
  private final boolean reducible;

  /** One loop. Mutable only while the forest is built. */
  public static final class Loop {
    private final int header;
    private final List<Integer> latches;
    private final List<Integer> blocks = new ArrayList<>();
    private @Nullable Loop parent;
    private int depth = 1;

    private Loop(int header, List<Integer> latches) {
      this.header = header;
      this.latches = List.copyOf(latches);
    }

    /** The block that dominates all others of the loop. */
    public int header() {
      return header;
    }

    /** The blocks with an edge back to the header, ascending. */
    public List<Integer> latches() {
      return latches;
    }

    /** All blocks of the loop and of the loops inside it, in reverse postorder. */
    public List<Integer> blocks() {
      return blocks;
    }

    /** The loop around this one, if any. */
    public @Nullable Loop parent() {
      return parent;
    }

    /** 1 for an outermost loop. */
    public int depth() {
      return depth;
    }
  }

  private Loops(ControlFlow flow, Dominators dominators) {
    innermost = new Loop[flow.size()];
    boolean natural = true;
    int[] preorder = dominators.preorder();
    // Inner headers come after outer ones in preorder, so backwards is inside out.
    for (int i = preorder.length - 1; i >= 0; i--) {
      List<Integer> latches = new ArrayList<>();
      for (int p : flow.predecessors(preorder[i])) {
        if (dominators.dominates(preorder[i], p)) {
          if (!latches.contains(p)) {
            latches.add(p);
          }
        } else if (flow.isReachable(p) && flow.orderOf(p) >= flow.orderOf(preorder[i])) {
          natural = false;
        }
      }
      if (!latches.isEmpty()) {
        collect(flow, new Loop(preorder[i], latches));
      }
    }
    reducible = natural;
    all.sort((a, b) -> Integer.compare(flow.orderOf(a.header), flow.orderOf(b.header)));
    for (Loop loop : all) {
      loop.depth = loop.parent == null ? 1 : loop.parent.depth + 1;
    }
    for (int b : flow.reversePostorder()) {
      for (Loop loop = innermost[b]; loop != null; loop = loop.parent) {
        loop.blocks.add(b);
      }
    }
  }

  private void collect(ControlFlow flow, Loop loop) {
    all.add(loop);
    ArrayDeque<Integer> work = new ArrayDeque<>(loop.latches);
    while (!work.isEmpty()) {
      int b = work.removeLast();
      Loop inner = innermost[b];
      if (inner == null) {
        innermost[b] = loop;
        if (b != loop.header) {
          pushReachable(flow, b, work);
        }
        continue;
      }
      while (inner.parent != null) {
        inner = inner.parent;
      }
      if (inner != loop) {
        inner.parent = loop;
        pushReachable(flow, inner.header, work);
      }
    }
    if (innermost[loop.header] == null) {
      innermost[loop.header] = loop;
    }
  }

  private static void pushReachable(ControlFlow flow, int b, ArrayDeque<Integer> work) {
    for (int p : flow.predecessors(b)) {
      if (flow.isReachable(p)) {
        work.add(p);
      }
    }
  }

  /** The loops of a function. */
  public static Loops of(ControlFlow flow, Dominators dominators) {
    return new Loops(flow, dominators);
  }

  /** All loops, outer before inner, by the reverse postorder of their headers. */
  public List<Loop> all() {
    return all;
  }

  /** The innermost loop around a block, if any. */
  public @Nullable Loop innermost(int position) {
    return innermost[position];
  }

  /** How many loops are around a block. */
  public int depth(int position) {
    Loop loop = innermost[position];
    return loop == null ? 0 : loop.depth;
  }

  /** False when some cycle has more than one way in. */
  public boolean isReducible() {
    return reducible;
  }
}

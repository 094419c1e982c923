package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Branch;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ptx.emit.FlowGraph.Loop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The order of a function's blocks in the text: each loop in one piece with its latch last and the
 * block it exits to right behind, so that the latch's branch is {@code @%p bra LOOP} and falls
 * through; cold blocks at the end.
 */
final class Layout {
  private final FlowGraph graph;

  private Layout(FlowGraph graph) {
    this.graph = graph;
  }

  /** Reachable block numbers in the order of the text; the entry first. */
  static List<Integer> order(FlowGraph graph) {
    return new Layout(graph).compute();
  }

  private List<Integer> compute() {
    List<Integer> order = exitsLast();
    for (Loop loop : graph.loops()) {
      gather(order, loop);
    }
    for (Loop loop : graph.loops()) {
      exitBehind(order, loop);
    }
    return coldLast(order);
  }

  /**
   * Reverse post-order in which a branch's exit from a loop is visited first and so stands last.
   */
  private List<Integer> exitsLast() {
    BitSet seen = new BitSet();
    List<Integer> post = new ArrayList<>();
    List<int[]> stack = new ArrayList<>();
    stack.add(new int[] {0, 0});
    seen.set(0);
    while (!stack.isEmpty()) {
      int[] top = stack.getLast();
      List<Integer> next = visitOrder(top[0]);
      if (top[1] == next.size()) {
        post.add(top[0]);
        stack.removeLast();
      } else {
        int s = next.get(top[1]++);
        if (!seen.get(s)) {
          seen.set(s);
          stack.add(new int[] {s, 0});
        }
      }
    }
    return new ArrayList<>(post.reversed());
  }

  private List<Integer> visitOrder(int b) {
    int[] successors = graph.successors(b);
    List<Integer> exits = new ArrayList<>();
    List<Integer> inside = new ArrayList<>();
    for (int k = successors.length - 1; k >= 0; k--) {
      (depth(successors[k], b) < depth(b, b) ? exits : inside).add(successors[k]);
    }
    exits.addAll(inside);
    return exits;
  }

  /** In how many of the loops around {@code from} the block {@code b} is. */
  private int depth(int b, int from) {
    int depth = 0;
    for (Loop loop : graph.loops()) {
      if (loop.members().get(from) && loop.members().get(b)) {
        depth++;
      }
    }
    return depth;
  }

  private static void gather(List<Integer> order, Loop loop) {
    List<Integer> members = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    int at = -1;
    for (int b : order) {
      if (loop.members().get(b)) {
        at = at < 0 ? others.size() : at;
        members.add(b);
      } else {
        others.add(b);
      }
    }
    others.addAll(at, members);
    order.clear();
    order.addAll(others);
  }

  /** Puts the block that the last block of the loop exits to right behind the loop. */
  private void exitBehind(List<Integer> order, Loop loop) {
    int end = -1;
    for (int i = 0; i < order.size(); i++) {
      if (loop.members().get(order.get(i))) {
        end = i;
      }
    }
    int last = order.get(end);
    if (!(graph.block(last).terminator() instanceof Branch) || !loop.latches().contains(last)) {
      return;
    }
    for (int s : graph.successors(last)) {
      int from = order.indexOf(s);
      if (!loop.members().get(s) && from > end + 1 && mayMove(s, loop)) {
        order.remove(from);
        order.add(end + 1, s);
        return;
      }
    }
  }

  /** A loop's header stays with its loop, and what is inside or outside an outer loop stays so. */
  private boolean mayMove(int exit, Loop left) {
    for (Loop loop : graph.loops()) {
      boolean around = loop.members().get(left.header()) && !loop.equals(left);
      if (loop.header() == exit || loop.members().get(exit) != around) {
        return false;
      }
    }
    return true;
  }

  private List<Integer> coldLast(List<Integer> order) {
    BitSet cold = new BitSet();
    // Sources stand before targets but for back edges, so that one walk spreads the cold.
    for (int b : graph.order()) {
      if (b != 0 && !isHotLatch(b, cold) && (ends(b) || reachedColdly(b, cold))) {
        cold.set(b);
      }
    }
    List<Integer> result = new ArrayList<>(order.stream().filter(b -> !cold.get(b)).toList());
    result.addAll(order.stream().filter(cold::get).toList());
    return result;
  }

  /** A latch stays with its loop. */
  private boolean isHotLatch(int b, BitSet cold) {
    return graph.loops().stream().anyMatch(l -> l.latches().contains(b) && !cold.get(l.header()));
  }

  private boolean ends(int b) {
    return switch (graph.block(b).terminator()) {
      case Terminator.Fault f -> true;
      case Terminator.Unreachable u -> true;
      case Terminator.Jump j -> false;
      case Branch c -> false;
      case Terminator.Switch s -> false;
      case Terminator.Return r -> false;
    };
  }

  private boolean reachedColdly(int b, BitSet cold) {
    for (int p : graph.predecessors(b)) {
      boolean backEdge = graph.dominates(b, p);
      if (!backEdge && !cold.get(p) && !unlikely(p, b)) {
        return false;
      }
    }
    return true;
  }

  private boolean unlikely(int from, int to) {
    if (!(graph.block(from).terminator() instanceof Branch branch)) {
      return false;
    }
    boolean isTrue = graph.numberOf(branch.ifTrue().target()) == to;
    boolean isFalse = graph.numberOf(branch.ifFalse().target()) == to;
    return isTrue != isFalse && branch.likely() == (isTrue ? Likely.FALSE : Likely.TRUE);
  }
}

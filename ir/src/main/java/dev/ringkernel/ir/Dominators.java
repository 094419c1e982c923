package dev.ringkernel.ir;

import java.util.Arrays;

/**
 * The dominator tree (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001).
 * Blocks are named by position, as in {@link ControlFlow}; unreachable ones dominate nothing.
 */
public final class Dominators {
  private final ControlFlow flow;
  private final int[] immediate;
  private final int[][] children;
  private final int[] enter;
  private final int[] leave;
  private final int[] preorder;

  private Dominators(ControlFlow flow) {
    this.flow = flow;
    immediate = immediateDominators();
    children = childLists();
    enter = new int[flow.size()];
    leave = new int[flow.size()];
    preorder = number();
  }

  /** The dominators of the blocks of {@code flow}. */
  public static Dominators of(ControlFlow flow) {
    return new Dominators(flow);
  }

  private int[] immediateDominators() {
    int[] idom = new int[flow.size()];
    Arrays.fill(idom, -1);
    idom[0] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int b : flow.reversePostorder()) {
        if (b == 0) {
          continue;
        }
        int best = -1;
        for (int p : flow.predecessors(b)) {
          if (flow.isReachable(p) && idom[p] >= 0) {
            best = best < 0 ? p : meet(idom, best, p);
          }
        }
        if (idom[b] != best) {
          idom[b] = best;
          changed = true;
        }
      }
    }
    return idom;
  }

  private int meet(int[] idom, int first, int second) {
    int a = first;
    int b = second;
    while (a != b) {
      while (flow.orderOf(a) > flow.orderOf(b)) {
        a = idom[a];
      }
      while (flow.orderOf(b) > flow.orderOf(a)) {
        b = idom[b];
      }
    }
    return a;
  }

  private int[][] childLists() {
    int[] count = new int[flow.size()];
    for (int b : flow.reversePostorder()) {
      if (b != 0) {
        count[immediate[b]]++;
      }
    }
    int[][] lists = new int[flow.size()][];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = new int[count[i]];
      count[i] = 0;
    }
    for (int b : flow.reversePostorder()) {
      if (b != 0) {
        int parent = immediate[b];
        lists[parent][count[parent]++] = b;
      }
    }
    return lists;
  }

  private int[] number() {
    int[] visited = new int[flow.reversePostorder().length];
    int[] nextChild = new int[flow.size()];
    int[] stack = new int[flow.size() + 1];
    int depth = 0;
    int clock = 0;
    int count = 0;
    stack[depth++] = 0;
    enter[0] = ++clock;
    visited[count++] = 0;
    while (depth > 0) {
      int b = stack[depth - 1];
      if (nextChild[b] < children[b].length) {
        int child = children[b][nextChild[b]++];
        enter[child] = ++clock;
        visited[count++] = child;
        stack[depth++] = child;
      } else {
        leave[b] = ++clock;
        depth--;
      }
    }
    return visited;
  }

  /** The closest strict dominator of a reachable block; the entry's is itself. */
  public int immediate(int position) {
    return immediate[position];
  }

  /** Blocks that {@code position} dominates immediately; not to be changed. */
  public int[] children(int position) {
    return children[position];
  }

  /**
   * The reachable blocks, each after its dominators and with its subtree in one run; not to be
   * changed.
   */
  public int[] preorder() {
    return preorder;
  }

  /**
   * True when every path from the entry to {@code b} passes {@code a}; a block dominates itself.
   */
  public boolean dominates(int a, int b) {
    return enter[a] != 0 && enter[b] != 0 && enter[a] <= enter[b] && leave[b] <= leave[a];
  }
}

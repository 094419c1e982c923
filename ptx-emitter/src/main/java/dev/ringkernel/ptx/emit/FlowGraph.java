package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Terminator.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The control flow of a function over dense block numbers (positions in {@link Function#blocks()}):
 * successors, predecessors, reverse post-order, dominators, natural loops. Blocks that the entry
 * does not reach are in no order and no loop.
 */
final class FlowGraph {
  /**
   * A natural loop.
   *
   * @param header the block that all back edges of the loop lead to
   * @param members its blocks, header included
   * @param latches sources of its back edges
   */
  record Loop(int header, BitSet members, List<Integer> latches) {}

  private final List<Block> blocks;
  private final Map<Integer, Integer> numberOf = new HashMap<>();
  private final int[][] successors;
  private final List<List<Integer>> predecessors = new ArrayList<>();
  private final int[] order;
  private final int[] position;
  private final int[] dominator;
  private final List<Loop> loops;

  FlowGraph(Function f) {
    blocks = f.blocks();
    int n = blocks.size();
    for (int i = 0; i < n; i++) {
      numberOf.put(blocks.get(i).id(), i);
      predecessors.add(new ArrayList<>());
    }
    successors = new int[n][];
    for (int i = 0; i < n; i++) {
      List<Edge> edges = blocks.get(i).terminator().edges();
      successors[i] = new int[edges.size()];
      for (int k = 0; k < edges.size(); k++) {
        successors[i][k] = number(f, edges.get(k).target());
      }
    }
    position = new int[n];
    order = reversePostOrder();
    for (int b : order) {
      for (int s : successors[b]) {
        predecessors.get(s).add(b);
      }
    }
    dominator = dominators();
    loops = findLoops();
  }

  private int number(Function f, int id) {
    Integer number = numberOf.get(id);
    if (number == null) {
      throw new IllegalStateException("function " + f.name() + " has no block " + id);
    }
    return number;
  }

  int size() {
    return blocks.size();
  }

  Block block(int number) {
    return blocks.get(number);
  }

  /** The number of the block with this id. */
  int numberOf(int id) {
    Integer number = numberOf.get(id);
    if (number == null) {
      throw new IllegalStateException("no block " + id);
    }
    return number;
  }

  int[] successors(int block) {
    return successors[block];
  }

  /** Predecessors that the entry reaches, one entry for each edge. */
  List<Integer> predecessors(int block) {
    return predecessors.get(block);
  }

  /** Reachable blocks so that, back edges aside, sources come before targets. */
  int[] order() {
    return order.clone();
  }

  boolean reachable(int block) {
    return position[block] >= 0;
  }

  /** Loops, outer before inner. */
  List<Loop> loops() {
    return loops;
  }

  boolean dominates(int a, int b) {
    int x = b;
    while (position[x] > position[a]) {
      x = dominator[x];
    }
    return x == a;
  }

  private int[] reversePostOrder() {
    int n = blocks.size();
    Arrays.fill(position, -1);
    int[] next = new int[n];
    int[] stack = new int[n + 1];
    boolean[] seen = new boolean[n];
    int[] post = new int[n];
    int count = 0;
    int top = 0;
    stack[top++] = 0;
    seen[0] = true;
    while (top > 0) {
      int b = stack[top - 1];
      // Last successor first, so that the first one follows its block directly in the reverse.
      int k = successors[b].length - 1 - next[b]++;
      if (k < 0) {
        post[count++] = b;
        top--;
      } else if (!seen[successors[b][k]]) {
        seen[successors[b][k]] = true;
        stack[top++] = successors[b][k];
      }
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = post[count - 1 - i];
      position[result[i]] = i;
    }
    return result;
  }

  /** Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
  private int[] dominators() {
    int[] idom = new int[blocks.size()];
    Arrays.fill(idom, -1);
    idom[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b : order) {
        if (b == 0) {
          continue;
        }
        int best = -1;
        for (int p : predecessors.get(b)) {
          if (idom[p] >= 0) {
            best = best < 0 ? p : meet(idom, p, best);
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
      while (position[a] > position[b]) {
        a = idom[a];
      }
      while (position[b] > position[a]) {
        b = idom[b];
      }
    }
    return a;
  }

  private List<Loop> findLoops() {
    List<Loop> found = new ArrayList<>();
    for (int h : order) {
      List<Integer> latches = new ArrayList<>();
      BitSet members = new BitSet();
      for (int p : predecessors.get(h)) {
        if (dominates(h, p) && !latches.contains(p)) {
          latches.add(p);
        }
      }
      if (latches.isEmpty()) {
        continue;
      }
      members.set(h);
      List<Integer> work = new ArrayList<>(latches);
      while (!work.isEmpty()) {
        int b = work.removeLast();
        if (!members.get(b)) {
          members.set(b);
          work.addAll(predecessors.get(b));
        }
      }
      found.add(new Loop(h, members, List.copyOf(latches)));
    }
    // Headers come in reverse post-order, so an outer loop stands before those inside it.
    return List.copyOf(found);
  }
}

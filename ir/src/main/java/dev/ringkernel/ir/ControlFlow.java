package dev.ringkernel.ir;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * The edges of a function in both directions. Blocks are named by their <em>position</em> in {@link
 * Function#blocks()}; an edge that occurs twice is listed twice.
 */
public final class ControlFlow {
  private final List<Block> blocks;

  /** By block id: the position, or -1. Ids are dense, but for the gaps that passes leave. */
  private final int[] positions;

  private final int[][] successors;
  private final int[][] predecessors;
  private final int[] order;
  private final int[] number;

  private ControlFlow(Function function) {
    blocks = function.blocks();
    int n = blocks.size();
    positions = new int[blocks.stream().mapToInt(Block::id).max().orElse(0) + 1];
    Arrays.fill(positions, -1);
    for (int i = 0; i < n; i++) {
      positions[blocks.get(i).id()] = i;
    }
    successors = new int[n][];
    int[] incoming = new int[n];
    for (int i = 0; i < n; i++) {
      List<Terminator.Edge> edges = blocks.get(i).terminator().edges();
      successors[i] = new int[edges.size()];
      for (int e = 0; e < edges.size(); e++) {
        successors[i][e] = position(edges.get(e).target());
        incoming[successors[i][e]]++;
      }
    }
    predecessors = new int[n][];
    for (int i = 0; i < n; i++) {
      predecessors[i] = new int[incoming[i]];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int e = successors[i].length - 1; e >= 0; e--) {
        int to = successors[i][e];
        predecessors[to][--incoming[to]] = i;
      }
    }
    order = depthFirst();
    number = new int[n];
    Arrays.fill(number, -1);
    for (int i = 0; i < order.length; i++) {
      number[order[i]] = i;
    }
  }

  /** The edges of {@code function}, each of which must lead to a block of it. */
  public static ControlFlow of(Function function) {
    return new ControlFlow(function);
  }

  private int[] depthFirst() {
    int n = blocks.size();
    int[] postorder = new int[n];
    int count = 0;
    int[] nextEdge = new int[n];
    boolean[] seen = new boolean[n];
    ArrayDeque<Integer> path = new ArrayDeque<>();
    path.push(0);
    seen[0] = true;
    while (!path.isEmpty()) {
      int b = path.peek();
      if (nextEdge[b] == successors[b].length) {
        postorder[count++] = b;
        path.pop();
        continue;
      }
      int to = successors[b][nextEdge[b]++];
      if (!seen[to]) {
        seen[to] = true;
        path.push(to);
      }
    }
    int[] reversed = new int[count];
    for (int i = 0; i < count; i++) {
      reversed[i] = postorder[count - 1 - i];
    }
    return reversed;
  }

  /** Number of blocks. */
  public int size() {
    return blocks.size();
  }

  /** The block at a position. */
  public Block block(int position) {
    return blocks.get(position);
  }

  /** The position of the block with this id. */
  public int position(int blockId) {
    if (blockId < 0 || blockId >= positions.length || positions[blockId] < 0) {
      throw new IllegalStateException("no block b" + blockId);
    }
    return positions[blockId];
  }

  /** Where a block goes, in the order of {@link Terminator#edges()}; not to be changed. */
  public int[] successors(int position) {
    return successors[position];
  }

  /** Where a block is come to from, in ascending order; not to be changed. */
  public int[] predecessors(int position) {
    return predecessors[position];
  }

  /** The reachable blocks, each before its successors but for back edges; not to be changed. */
  public int[] reversePostorder() {
    return order;
  }

  /** A block's place in {@link #reversePostorder}, or -1 if nothing reaches it. */
  public int orderOf(int position) {
    return number[position];
  }

  /** True when some path leads from the entry to this block. */
  public boolean isReachable(int position) {
    return number[position] >= 0;
  }
}

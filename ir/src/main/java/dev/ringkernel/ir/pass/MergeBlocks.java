package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Redirects edges past blocks that only jump on, then joins each block with its only successor
 * where that has no other predecessor. A block that is a loop's only way back stays, so that the
 * loop keeps one back edge.
 */
final class MergeBlocks {
  private MergeBlocks() {}

  static Function run(Function function) {
    return join(Pruning.run(thread(Pruning.run(function))));
  }

  private static Function thread(Function function) {
    ControlFlow flow = ControlFlow.of(function);
    Map<Integer, Block> hollow = new HashMap<>();
    for (int i = 1; i < flow.size(); i++) {
      Block b = flow.block(i);
      if (b.body().isEmpty()
          && b.terminator() instanceof Terminator.Jump j
          && flow.orderOf(flow.position(j.edge().target())) > flow.orderOf(i)) {
        hollow.put(b.id(), b);
      }
    }
    dropThoseUsedElsewhere(function, hollow);
    if (hollow.isEmpty()) {
      return function;
    }
    // Jumps of hollow blocks only lead forward, so following them ends; later blocks are resolved
    // first.
    Map<Integer, Edge> end = new HashMap<>();
    int[] order = flow.reversePostorder();
    for (int i = order.length - 1; i >= 0; i--) {
      Block b = flow.block(order[i]);
      if (hollow.containsKey(b.id()) && b.terminator() instanceof Terminator.Jump j) {
        end.put(b.id(), follow(j.edge(), hollow, end));
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (Block b : function.blocks()) {
      List<Edge> edges = b.terminator().edges().stream().map(e -> follow(e, hollow, end)).toList();
      Terminator t = new Substitution().rewrite().terminator(b.terminator(), edges);
      if (t instanceof Terminator.Branch branch && branch.ifTrue().equals(branch.ifFalse())) {
        t = new Terminator.Jump(branch.ifTrue(), branch.span());
      }
      blocks.add(new Block(b.id(), b.params(), b.body(), t));
    }
    return function.withBlocks(blocks);
  }

  /**
   * A hollow block's parameters may feed its own jump only, or they would have to be passed around
   * it.
   */
  private static void dropThoseUsedElsewhere(Function function, Map<Integer, Block> hollow) {
    Map<Value, Integer> owner = new HashMap<>();
    hollow.values().forEach(b -> b.params().forEach(p -> owner.put(p, b.id())));
    if (owner.isEmpty()) {
      return;
    }
    for (Block b : function.blocks()) {
      Set<Value> used = new HashSet<>(b.terminator().operands());
      for (Instr instr : b.body()) {
        used.addAll(instr.operands());
      }
      for (Value v : used) {
        Integer home = owner.get(v);
        if (home != null && home != b.id()) {
          hollow.remove(home);
        }
      }
    }
  }

  private static Edge follow(Edge edge, Map<Integer, Block> hollow, Map<Integer, Edge> end) {
    Block through = hollow.get(edge.target());
    Edge onward = end.get(edge.target());
    if (through == null || onward == null) {
      return edge;
    }
    Map<Value, Value> passed = new HashMap<>();
    for (int i = 0; i < through.params().size(); i++) {
      passed.put(through.params().get(i), edge.args().get(i));
    }
    return new Edge(
        onward.target(), onward.args().stream().map(v -> passed.getOrDefault(v, v)).toList());
  }

  private static Function join(Function function) {
    ControlFlow flow = ControlFlow.of(function);
    boolean[] joined = new boolean[flow.size()];
    for (int i = 1; i < flow.size(); i++) {
      int[] from = flow.predecessors(i);
      joined[i] =
          from.length == 1
              && from[0] != i
              && flow.block(from[0]).terminator() instanceof Terminator.Jump;
    }
    Substitution substitution = new Substitution();
    List<Block> merged = new ArrayList<>();
    for (int i = 0; i < flow.size(); i++) {
      if (joined[i] || !flow.isReachable(i)) {
        continue;
      }
      List<Instr> body = new ArrayList<>(flow.block(i).body());
      Terminator t = flow.block(i).terminator();
      while (t instanceof Terminator.Jump j && joined[flow.position(j.edge().target())]) {
        Block next = flow.block(flow.position(j.edge().target()));
        for (int p = 0; p < next.params().size(); p++) {
          substitution.put(next.params().get(p), j.edge().args().get(p));
        }
        body.addAll(next.body());
        t = next.terminator();
      }
      merged.add(new Block(flow.block(i).id(), flow.block(i).params(), body, t));
    }
    if (merged.size() == flow.size()) {
      return function;
    }
    return function.withBlocks(merged.stream().map(substitution.rewrite()::block).toList());
  }
}

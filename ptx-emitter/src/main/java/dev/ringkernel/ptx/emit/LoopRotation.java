package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Branch;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.emit.FlowGraph.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns loops tested at the top into loops tested at the bottom: the header stays as a guard before
 * the loop, and a copy of it takes the back edges and tests at the end. {@code ptxas} unrolls and
 * pipelines only that shape.
 *
 * <p>Values of the header that are used elsewhere get two definitions; block parameters join them
 * (Braun et al., "Simple and Efficient Construction of Static Single Assignment Form").
 */
final class LoopRotation {
  /** A header with more instructions is not worth having twice. */
  private static final int MAX_HEADER = 32;

  private final Function function;
  private final FlowGraph graph;
  private int nextBlock;
  private int nextValue;

  private LoopRotation(Function function) {
    this.function = function;
    this.graph = new FlowGraph(function);
  }

  private void countNames() {
    for (Block b : function.blocks()) {
      nextBlock = Math.max(nextBlock, b.id() + 1);
      for (Value v : b.params()) {
        nextValue = Math.max(nextValue, v.id() + 1);
      }
      for (Instr i : b.body()) {
        for (Value v : i.results()) {
          nextValue = Math.max(nextValue, v.id() + 1);
        }
      }
    }
  }

  /** The function with every loop rotated that can be. */
  static Function rotate(Function f) {
    LoopRotation rotation = new LoopRotation(f);
    Optional<Loop> loop = rotation.candidate();
    if (loop.isEmpty()) {
      return f;
    }
    rotation.countNames();
    while (loop.isPresent()) {
      LoopRotation next = new LoopRotation(rotation.apply(loop.get()));
      next.nextBlock = rotation.nextBlock;
      next.nextValue = rotation.nextValue;
      rotation = next;
      loop = rotation.candidate();
    }
    return rotation.function;
  }

  /** The innermost loop that is tested at the top and not at the bottom. */
  private Optional<Loop> candidate() {
    for (Loop loop : graph.loops().reversed()) {
      Block header = graph.block(loop.header());
      if (!(header.terminator() instanceof Branch branch)
          || loop.header() == 0
          || header.body().size() > MAX_HEADER
          || header.body().stream().anyMatch(i -> i.effects().convergent())) {
        continue;
      }
      boolean trueInside = loop.members().get(graph.numberOf(branch.ifTrue().target()));
      boolean falseInside = loop.members().get(graph.numberOf(branch.ifFalse().target()));
      int inside = graph.numberOf((trueInside ? branch.ifTrue() : branch.ifFalse()).target());
      if (trueInside == falseInside || inside == loop.header() || testedAtBottom(loop)) {
        continue;
      }
      return Optional.of(loop);
    }
    return Optional.empty();
  }

  private boolean testedAtBottom(Loop loop) {
    if (loop.latches().size() != 1) {
      return false;
    }
    for (int s : graph.successors(loop.latches().getFirst())) {
      if (!loop.members().get(s)) {
        return true;
      }
    }
    return false;
  }

  private Function apply(Loop loop) {
    Block header = graph.block(loop.header());
    Map<Value, Value> copies = new HashMap<>();
    List<Value> params = new ArrayList<>();
    for (Value p : header.params()) {
      params.add(copyOf(p, copies));
    }
    List<Instr> body = new ArrayList<>();
    for (Instr i : header.body()) {
      for (Value r : i.results()) {
        copyOf(r, copies);
      }
      body.add(Rewrite.instr(i, v -> copies.getOrDefault(v, v)));
    }
    Block latch =
        new Block(
            nextBlock++,
            params,
            body,
            Rewrite.terminator(header.terminator(), v -> copies.getOrDefault(v, v)));
    List<Block> blocks = new ArrayList<>();
    for (Block b : function.blocks()) {
      int number = graph.numberOf(b.id());
      boolean inLoop = graph.reachable(number) && loop.members().get(number);
      blocks.add(
          inLoop
              ? new Block(
                  b.id(),
                  b.params(),
                  b.body(),
                  Rewrite.retarget(b.terminator(), header.id(), latch.id()))
              : b);
    }
    blocks.add(latch);
    return new Join(function.withBlocks(blocks), header, latch, copies).run();
  }

  private Value copyOf(Value v, Map<Value, Value> copies) {
    Value copy = new Value(nextValue++, v.type());
    copies.put(v, copy);
    return copy;
  }

  /** Joins the two definitions of the header's values where they meet. */
  private final class Join {
    private final Function split;
    private final FlowGraph flow;
    private final Block header;
    private final Block latch;
    private final Map<Value, Value> copies;
    private final Map<Value, Map<Integer, Value>> atStart = new HashMap<>();
    private final Map<Integer, List<Value>> addedParams = new HashMap<>();

    /** For block number, for each edge: arguments to append. */
    private final Map<Integer, Map<Integer, List<Value>>> addedArgs = new HashMap<>();

    Join(Function split, Block header, Block latch, Map<Value, Value> copies) {
      this.split = split;
      this.flow = new FlowGraph(split);
      this.header = header;
      this.latch = latch;
      this.copies = copies;
    }

    Function run() {
      Map<Integer, Map<Value, Value>> replacements = new LinkedHashMap<>();
      for (int b : flow.order()) {
        Block block = flow.block(b);
        if (block.id() == header.id() || block.id() == latch.id()) {
          continue;
        }
        Map<Value, Value> here = new HashMap<>();
        for (Instr i : block.body()) {
          replace(i.operands(), b, here);
        }
        replace(block.terminator().operands(), b, here);
        if (!here.isEmpty()) {
          replacements.put(b, here);
        }
      }
      List<Block> result = new ArrayList<>();
      for (int b = 0; b < flow.size(); b++) {
        if (!flow.reachable(b)) {
          continue;
        }
        Block block = flow.block(b);
        Map<Value, Value> here = replacements.get(b);
        if (here == null) {
          if (!addedParams.containsKey(b) && !addedArgs.containsKey(b)) {
            result.add(block);
            continue;
          }
          here = Map.of();
        }
        Map<Value, Value> names = here;
        List<Value> params = new ArrayList<>(block.params());
        params.addAll(addedParams.getOrDefault(b, List.of()));
        List<Instr> body =
            block.body().stream()
                .map(i -> Rewrite.instr(i, v -> names.getOrDefault(v, v)))
                .toList();
        Terminator t = Rewrite.terminator(block.terminator(), v -> names.getOrDefault(v, v));
        result.add(
            new Block(
                block.id(), params, body, Rewrite.append(t, addedArgs.getOrDefault(b, Map.of()))));
      }
      return split.withBlocks(result);
    }

    private void replace(List<Value> used, int b, Map<Value, Value> here) {
      for (Value v : used) {
        if (copies.containsKey(v) && !here.containsKey(v)) {
          here.put(v, start(v, b));
        }
      }
    }

    private Value end(Value v, int b) {
      int id = flow.block(b).id();
      if (id == header.id()) {
        return v;
      }
      if (id == latch.id()) {
        Value copy = copies.get(v);
        return copy == null ? v : copy;
      }
      return start(v, b);
    }

    private Value start(Value v, int b) {
      Map<Integer, Value> known = atStart.computeIfAbsent(v, x -> new HashMap<>());
      Value value = known.get(b);
      if (value != null) {
        return value;
      }
      List<Integer> preds = flow.predecessors(b);
      if (preds.isEmpty()) {
        throw new IllegalStateException(
            "value " + v + " of " + split.name() + " reaches the entry undefined");
      }
      if (preds.stream().distinct().count() == 1 && preds.size() == 1) {
        Value only = end(v, preds.getFirst());
        known.put(b, only);
        return only;
      }
      Value param = new Value(nextValue++, v.type());
      known.put(b, param);
      addedParams.computeIfAbsent(b, x -> new ArrayList<>()).add(param);
      for (int p : preds.stream().distinct().toList()) {
        Value incoming = end(v, p);
        List<Edge> edges = flow.block(p).terminator().edges();
        for (int k = 0; k < edges.size(); k++) {
          if (edges.get(k).target() == flow.block(b).id()) {
            addedArgs
                .computeIfAbsent(p, x -> new HashMap<>())
                .computeIfAbsent(k, x -> new ArrayList<>())
                .add(incoming);
          }
        }
      }
      return param;
    }
  }
}

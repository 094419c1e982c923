package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes instructions without effect and block parameters that nothing uses, also where they use
 * only each other.
 */
final class DeadCode {
  private final Function function;
  private final ControlFlow flow;
  private final Set<Value> live = new HashSet<>();
  private final ArrayDeque<Value> work = new ArrayDeque<>();

  /** What each value needs: the operands of its instruction, or the arguments of its parameter. */
  private final Map<Value, List<Value>> needs = new HashMap<>();

  private DeadCode(Function function) {
    this.function = function;
    flow = ControlFlow.of(function);
  }

  static Function run(Function function) {
    return new DeadCode(function).run();
  }

  private Function run() {
    for (Block b : function.blocks()) {
      for (Instr instr : b.body()) {
        instr.results().forEach(r -> needs.put(r, instr.operands()));
        if (!instr.isRemovable()) {
          instr.operands().forEach(this::use);
        }
      }
      for (Terminator.Edge e : b.terminator().edges()) {
        List<Value> params = flow.block(flow.position(e.target())).params();
        for (int i = 0; i < params.size(); i++) {
          needs.computeIfAbsent(params.get(i), p -> new ArrayList<>()).add(e.args().get(i));
        }
      }
      switch (b.terminator()) {
        case Terminator.Branch t -> use(t.condition());
        case Terminator.Switch t -> use(t.selector());
        case Terminator.Return t -> t.values().forEach(this::use);
        case Terminator.Jump t -> {}
        case Terminator.Fault t -> {}
        case Terminator.Unreachable t -> {}
      }
    }
    while (!work.isEmpty()) {
      needs.getOrDefault(work.removeFirst(), List.of()).forEach(this::use);
    }
    return function.withBlocks(function.blocks().stream().map(this::kept).toList());
  }

  private void use(Value v) {
    if (live.add(v)) {
      work.add(v);
    }
  }

  private Block kept(Block b) {
    boolean isEntry = b.id() == function.entry().id();
    List<Value> params = isEntry ? b.params() : b.params().stream().filter(live::contains).toList();
    List<Instr> body =
        b.body().stream()
            .filter(i -> !i.isRemovable() || i.results().stream().anyMatch(live::contains))
            .toList();
    List<Terminator.Edge> edges = new ArrayList<>();
    boolean changed = false;
    for (Terminator.Edge e : b.terminator().edges()) {
      List<Value> targetParams = flow.block(flow.position(e.target())).params();
      List<Value> args = new ArrayList<>();
      for (int i = 0; i < e.args().size(); i++) {
        if (live.contains(targetParams.get(i))) {
          args.add(e.args().get(i));
        }
      }
      changed |= args.size() != e.args().size();
      edges.add(new Terminator.Edge(e.target(), args));
    }
    Terminator t =
        changed ? new Substitution().rewrite().terminator(b.terminator(), edges) : b.terminator();
    return new Block(b.id(), params, body, t);
  }
}

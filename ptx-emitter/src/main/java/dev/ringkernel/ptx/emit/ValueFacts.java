package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What selection must know of a function's values before it starts: which block parameters only
 * rename another value, which values are needed at all, and by whom.
 */
final class ValueFacts {
  private final FlowGraph graph;
  private final Map<Value, Value> renames = new HashMap<>();
  private final Map<Value, Instr> definitions = new HashMap<>();
  private final Map<Value, List<Instr>> users = new HashMap<>();
  private final Map<Value, Integer> conditions = new HashMap<>();
  private final Map<Value, Integer> otherUses = new HashMap<>();
  private final Set<Value> live = new HashSet<>();

  ValueFacts(FlowGraph graph) {
    this.graph = graph;
    for (int b : graph.order()) {
      for (Instr i : graph.block(b).body()) {
        i.results().forEach(r -> definitions.put(r, i));
      }
    }
    findRenames();
    findLive();
    countUses();
  }

  /** The value that {@code v} is another name of; {@code v} itself where it is none. */
  Value root(Value v) {
    Value at = v;
    while (true) {
      Value next = renames.get(at);
      if (next == null) {
        return at;
      }
      at = next;
    }
  }

  /** The instruction that defines the value, or empty for a parameter. */
  Optional<Instr> definition(Value v) {
    return Optional.ofNullable(definitions.get(root(v)));
  }

  /** The constant that the value is, or empty. */
  Optional<Instr.Const> constant(Value v) {
    return definitions.get(root(v)) instanceof Instr.Const c ? Optional.of(c) : Optional.empty();
  }

  /** Whether {@code i} has an effect or a result that is needed. */
  boolean isLive(Instr i) {
    return !i.isRemovable() || i.results().stream().anyMatch(live::contains);
  }

  /** Whether the parameter needs a register: it is used and no other name. */
  boolean needsRegister(Value param) {
    return !renames.containsKey(param) && live.contains(param);
  }

  /** Live instructions that use the value, once for each operand. */
  List<Instr> users(Value v) {
    return users.getOrDefault(root(v), List.of());
  }

  /** Whether the value's only use is as the condition of one branch. */
  boolean isOnlyOneCondition(Value v) {
    Value r = root(v);
    return users(r).isEmpty()
        && otherUses.getOrDefault(r, 0) == 0
        && conditions.getOrDefault(r, 0) == 1;
  }

  /** Whether only instructions use the value: no terminator, no edge. */
  boolean isUsedByInstructionsOnly(Value v) {
    Value r = root(v);
    return otherUses.getOrDefault(r, 0) == 0 && conditions.getOrDefault(r, 0) == 0;
  }

  /**
   * The index of an address computation before its extension to 64 bits, which the instruction does
   * itself.
   */
  Value index(Instr.PtrAdd p) {
    if (definitions.get(root(p.index())) instanceof Instr.Convert c
        && (c.op() == ConvertOp.SEXT || c.op() == ConvertOp.ZEXT)
        && root(c.a()).type() == Type.I32
        && root(p.pointer()).type().bits() == 64) {
      return root(c.a());
    }
    return root(p.index());
  }

  private List<Value> operands(Instr i) {
    return i instanceof Instr.PtrAdd p ? List.of(p.pointer(), index(p)) : i.operands();
  }

  private void findRenames() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b : graph.order()) {
        Block block = graph.block(b);
        if (b == 0) {
          continue;
        }
        for (int k = 0; k < block.params().size(); k++) {
          Value p = block.params().get(k);
          Set<Value> sources = new HashSet<>();
          for (List<Value> args : incoming(b)) {
            sources.add(root(args.get(k)));
          }
          sources.remove(p);
          if (!renames.containsKey(p) && sources.size() == 1) {
            renames.put(p, sources.iterator().next());
            changed = true;
          }
        }
      }
    }
  }

  private List<List<Value>> incoming(int b) {
    List<List<Value>> all = new ArrayList<>();
    int id = graph.block(b).id();
    for (int p : graph.predecessors(b).stream().distinct().toList()) {
      for (Edge e : graph.block(p).terminator().edges()) {
        if (e.target() == id) {
          if (e.args().size() != graph.block(b).params().size()) {
            throw new IllegalStateException(
                "block "
                    + id
                    + " has "
                    + graph.block(b).params().size()
                    + " parameters, not "
                    + e.args());
          }
          all.add(e.args());
        }
      }
    }
    return all;
  }

  private void findLive() {
    Map<Value, List<Value>> feeds = new HashMap<>();
    List<Value> work = new ArrayList<>();
    for (int b : graph.order()) {
      Block block = graph.block(b);
      for (Instr i : block.body()) {
        if (!i.isRemovable()) {
          operands(i).forEach(v -> work.add(root(v)));
        }
      }
      work.addAll(own(block.terminator()).stream().map(this::root).toList());
      for (Edge e : block.terminator().edges()) {
        List<Value> params = graph.block(graph.numberOf(e.target())).params();
        for (int k = 0; k < params.size(); k++) {
          feeds.computeIfAbsent(params.get(k), x -> new ArrayList<>()).add(root(e.args().get(k)));
        }
      }
    }
    while (!work.isEmpty()) {
      Value v = work.removeLast();
      if (live.add(v)) {
        Instr i = definitions.get(v);
        if (i == null) {
          work.addAll(feeds.getOrDefault(v, List.of()));
        } else {
          operands(i).forEach(o -> work.add(root(o)));
        }
      }
    }
  }

  /** What a terminator uses besides the arguments of its edges. */
  private static List<Value> own(Terminator t) {
    return switch (t) {
      case Terminator.Jump j -> List.of();
      case Terminator.Branch b -> List.of(b.condition());
      case Terminator.Switch s -> List.of(s.selector());
      case Terminator.Return r -> r.values();
      case Terminator.Fault f -> List.of();
      case Terminator.Unreachable u -> List.of();
    };
  }

  private void countUses() {
    for (int b : graph.order()) {
      Block block = graph.block(b);
      for (Instr i : block.body()) {
        if (isLive(i)) {
          operands(i).forEach(v -> users.computeIfAbsent(root(v), x -> new ArrayList<>()).add(i));
        }
      }
      Terminator t = block.terminator();
      Map<Value, Integer> counts = t instanceof Terminator.Branch ? conditions : otherUses;
      own(t).forEach(v -> counts.merge(root(v), 1, Integer::sum));
      for (Edge e : t.edges()) {
        List<Value> params = graph.block(graph.numberOf(e.target())).params();
        for (int k = 0; k < params.size(); k++) {
          if (needsRegister(params.get(k))) {
            otherUses.merge(root(e.args().get(k)), 1, Integer::sum);
          }
        }
      }
    }
  }
}

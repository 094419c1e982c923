package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes blocks that nothing reaches, and block parameters that are always one value or one
 * constant.
 */
final class Pruning {
  private final Function function;
  private final ControlFlow flow;
  private final Fresh fresh;
  private final Substitution substitution = new Substitution();
  private final Map<Value, Instr.Const> constants = new HashMap<>();

  /** Constants that took the place of parameters, by block id. */
  private final Map<Integer, List<Instr>> placed = new HashMap<>();

  private final Map<Value, Param> params = new LinkedHashMap<>();
  private final Map<Value, List<Value>> users = new HashMap<>();

  private record Param(int block, Value value, List<Value> args) {}

  private record Bits(Type type, long bits) {}

  private Pruning(Function function) {
    this.function = function;
    flow = ControlFlow.of(function);
    fresh = new Fresh(function);
  }

  static Function run(Function function) {
    return new Pruning(function).run();
  }

  private Function run() {
    gather();
    ArrayDeque<Value> work = new ArrayDeque<>(params.keySet());
    while (!work.isEmpty()) {
      Param p = params.get(work.removeFirst());
      if (p == null || substitution.contains(p.value())) {
        continue;
      }
      Value same = onlyValue(p);
      if (same == null) {
        continue;
      }
      substitution.put(p.value(), same);
      List<Value> affected = users.getOrDefault(p.value(), List.of());
      work.addAll(affected);
      if (params.containsKey(same)) {
        users.computeIfAbsent(same, v -> new ArrayList<>()).addAll(affected);
      }
    }
    if (substitution.isEmpty() && flow.reversePostorder().length == flow.size()) {
      return function;
    }
    return rebuild();
  }

  private void gather() {
    for (int i = 0; i < flow.size(); i++) {
      if (!flow.isReachable(i)) {
        continue;
      }
      Block b = flow.block(i);
      for (Instr instr : b.body()) {
        if (instr instanceof Instr.Const c) {
          constants.put(c.result(), c);
        }
      }
      if (i > 0) {
        for (Value p : b.params()) {
          params.put(p, new Param(b.id(), p, new ArrayList<>()));
        }
      }
    }
    for (int b : flow.reversePostorder()) {
      for (Terminator.Edge e : flow.block(b).terminator().edges()) {
        List<Value> targetParams = flow.block(flow.position(e.target())).params();
        for (int i = 0; i < targetParams.size(); i++) {
          Param p = params.get(targetParams.get(i));
          if (p == null) {
            throw new IllegalStateException("edge to the entry of " + function.name());
          }
          Value arg = e.args().get(i);
          p.args().add(arg);
          if (params.containsKey(arg)) {
            users.computeIfAbsent(arg, v -> new ArrayList<>()).add(p.value());
          }
        }
      }
    }
  }

  /** What the parameter always is, or null. */
  private @Nullable Value onlyValue(Param p) {
    Value same = null;
    boolean oneValue = true;
    Bits bits = null;
    boolean oneConstant = true;
    for (Value raw : p.args()) {
      Value arg = substitution.get(raw);
      if (arg.equals(p.value())) {
        continue;
      }
      oneValue &= same == null || same.equals(arg);
      Instr.Const c = constants.get(arg);
      Bits argBits = c == null ? null : new Bits(arg.type(), c.bits());
      oneConstant &= argBits != null && (bits == null || bits.equals(argBits));
      same = arg;
      bits = argBits;
      if (!oneValue && !oneConstant) {
        return null;
      }
    }
    if (same == null || oneValue) {
      return same;
    }
    Instr.Const original = constants.get(same);
    if (original == null) {
      return null;
    }
    Instr.Const c = new Instr.Const(fresh.value(same.type()), original.bits(), original.span());
    constants.put(c.result(), c);
    placed.computeIfAbsent(p.block(), b -> new ArrayList<>()).add(c);
    return c.result();
  }

  private Function rebuild() {
    Rewrite rewrite = substitution.rewrite();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < flow.size(); i++) {
      if (!flow.isReachable(i)) {
        continue;
      }
      Block b = flow.block(i);
      List<Instr> body = new ArrayList<>(placed.getOrDefault(b.id(), List.of()));
      for (Instr instr : b.body()) {
        body.add(rewrite.instr(instr));
      }
      List<Terminator.Edge> edges = new ArrayList<>();
      for (Terminator.Edge e : b.terminator().edges()) {
        List<Value> targetParams = flow.block(flow.position(e.target())).params();
        List<Value> args = new ArrayList<>();
        for (int a = 0; a < e.args().size(); a++) {
          if (!substitution.contains(targetParams.get(a))) {
            args.add(substitution.get(e.args().get(a)));
          }
        }
        edges.add(new Terminator.Edge(e.target(), args));
      }
      List<Value> kept = b.params().stream().filter(p -> !substitution.contains(p)).toList();
      blocks.add(new Block(b.id(), kept, body, rewrite.terminator(b.terminator(), edges)));
    }
    return function.withBlocks(blocks);
  }
}

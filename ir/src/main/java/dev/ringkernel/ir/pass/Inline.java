package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CallGraph;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the body of every function of the module in the place of its calls, callees first; functions
 * with the attribute {@code inline=never} stay calls. Spans say where the code was inlined. A
 * callee's faults stay faults.
 */
final class Inline {
  private final Function caller;
  private final Map<String, Function> bodies;
  private final Fresh fresh;
  private final List<Block> blocks = new ArrayList<>();

  private Inline(Function caller, Map<String, Function> bodies) {
    this.caller = caller;
    this.bodies = bodies;
    fresh = new Fresh(caller);
  }

  static Module run(Module module) {
    CallGraph calls = CallGraph.of(module);
    if (!calls.recursion().isEmpty()) {
      throw new IllegalStateException(
          "recursion cannot be inlined: " + String.join(" -> ", calls.recursion()));
    }
    Map<String, Function> done = new HashMap<>();
    Map<String, Function> bodies = new HashMap<>();
    for (Function f : calls.calleesFirst()) {
      Function inlined = new Inline(f, bodies).run();
      done.put(f.name(), inlined);
      if (!"never".equals(f.attributes().get(Function.Attribute.INLINE))) {
        bodies.put(f.name(), inlined);
      }
    }
    return new Module(
        module.name(),
        module.sources(),
        module.functions().stream().map(f -> done.getOrDefault(f.name(), f)).toList());
  }

  /**
   * Removes the helpers that nothing calls: device functions but the runtime's, whose names begin
   * with {@code rk.}.
   */
  static Module dropUnused(Module module) {
    CallGraph calls = CallGraph.of(module);
    Map<String, Boolean> used = new HashMap<>();
    for (Function f : calls.calleesFirst().reversed()) {
      boolean root = f.kind() != Function.Kind.DEVICE || f.name().startsWith("rk.");
      if (root || used.containsKey(f.name())) {
        calls.callees(f.name()).forEach(c -> used.put(c, true));
        used.put(f.name(), true);
      }
    }
    return new Module(
        module.name(),
        module.sources(),
        module.functions().stream().filter(f -> used.containsKey(f.name())).toList());
  }

  private Function run() {
    boolean changed = false;
    for (Block block : caller.blocks()) {
      int id = block.id();
      List<Value> params = block.params();
      List<Instr> body = new ArrayList<>();
      for (Instr instr : block.body()) {
        Function callee = instr instanceof Instr.Call c ? bodies.get(c.callee()) : null;
        if (callee == null || !(instr instanceof Instr.Call call)) {
          body.add(instr);
          continue;
        }
        changed = true;
        int continuation = fresh.block();
        Map<Integer, Integer> ids = new HashMap<>();
        callee.blocks().forEach(b -> ids.put(b.id(), fresh.block()));
        Edge into = new Edge(ids.getOrDefault(callee.entry().id(), -1), call.operands());
        blocks.add(new Block(id, params, body, new Terminator.Jump(into, call.span())));
        copy(callee, call, ids, continuation);
        id = continuation;
        params = call.results();
        body = new ArrayList<>();
      }
      blocks.add(new Block(id, params, body, block.terminator()));
    }
    // What follows the call of a function that never returns is not reached.
    return changed ? Pruning.run(caller.withBlocks(blocks)) : caller;
  }

  private void copy(Function callee, Instr.Call call, Map<Integer, Integer> ids, int continuation) {
    Map<Value, Value> values = new HashMap<>();
    Map<Span, Span> spans = new IdentityHashMap<>();
    Rewrite rewrite =
        new Rewrite(
            v -> values.computeIfAbsent(v, old -> fresh.value(old.type())),
            s -> spans.computeIfAbsent(s, old -> old.inlinedAt(call.span())));
    for (Block b : callee.blocks()) {
      List<Instr> body = b.body().stream().map(rewrite::instr).toList();
      Terminator end = rewrite.terminator(b.terminator());
      List<Edge> edges =
          end.edges().stream()
              .map(e -> new Edge(ids.getOrDefault(e.target(), -1), e.args()))
              .toList();
      Terminator t =
          end instanceof Terminator.Return r
              ? new Terminator.Jump(new Edge(continuation, r.values()), r.span())
              : new Substitution().rewrite().terminator(end, edges);
      blocks.add(new Block(ids.getOrDefault(b.id(), -1), rewrite.values(b.params()), body, t));
    }
  }
}

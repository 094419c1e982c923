package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Dominators;
import dev.ringkernel.ir.Effects;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes a pure value once where the first computation dominates the others, decides a branch
 * whose condition a dominating branch has decided (the second bounds check of an index), and within
 * a block reads memory once while nothing else may have written it. Storage is never merged: two
 * {@code alloca} are two objects.
 */
final class ValueNumbering {
  /** Every store looks at all cells, so their number is bounded. */
  private static final int MOST_CELLS = 64;

  private final ControlFlow flow;
  private final Function function;
  private final Substitution substitution = new Substitution();
  private final Map<Key, List<Value>> known = new HashMap<>();
  private final @Nullable Block[] rewritten;

  /** What the conditions of dominating branches are in the block at hand. */
  private final Map<Value, Boolean> decided = new HashMap<>();

  /** What an instruction computes, its results left out. */
  private record Key(
      Object opcode, List<Type> types, List<Value> operands, long first, long second) {}

  private record Cell(Value pointer, long offset, Type type) {}

  private ValueNumbering(Function function) {
    this.function = function;
    flow = ControlFlow.of(function);
    rewritten = new Block[flow.size()];
  }

  static Function run(Function function) {
    return new ValueNumbering(function).run();
  }

  private Function run() {
    Dominators dominators = Dominators.of(flow);
    int[] stack = new int[flow.size() + 1];
    int[] nextChild = new int[flow.size()];
    List<Scope> scopes = new ArrayList<>();
    int depth = 0;
    stack[depth++] = 0;
    scopes.add(enter(0));
    while (depth > 0) {
      int b = stack[depth - 1];
      if (nextChild[b] < dominators.children(b).length) {
        int child = dominators.children(b)[nextChild[b]++];
        stack[depth++] = child;
        scopes.add(enter(child));
      } else {
        depth--;
        Scope scope = scopes.removeLast();
        scope.computed().forEach(known::remove);
        if (scope.condition() != null) {
          decided.remove(scope.condition());
        }
      }
    }
    // Arguments of back edges are replaced last, when everything is known.
    Rewrite rewrite = substitution.rewrite();
    List<Block> blocks = new ArrayList<>();
    for (Block b : rewritten) {
      if (b != null) {
        Terminator t = rewrite.terminator(b.terminator());
        blocks.add(new Block(b.id(), b.params(), b.body(), t));
      }
    }
    return Pruning.run(function.withBlocks(blocks));
  }

  /** What is known only in a block and those it dominates. */
  private record Scope(List<Key> computed, @Nullable Value condition) {}

  private Scope enter(int position) {
    Value condition = null;
    int[] from = flow.predecessors(position);
    if (from.length == 1 && flow.block(from[0]).terminator() instanceof Terminator.Branch b) {
      Value c = substitution.get(b.condition());
      if (decided.putIfAbsent(c, b.ifTrue().target() == flow.block(position).id()) == null) {
        condition = c;
      }
    }
    return new Scope(number(position), condition);
  }

  private Terminator decide(Terminator t) {
    if (!(t instanceof Terminator.Branch b)) {
      return t;
    }
    Boolean holds = decided.get(substitution.get(b.condition()));
    return holds == null ? t : new Terminator.Jump(holds ? b.ifTrue() : b.ifFalse(), b.span());
  }

  private List<Key> number(int position) {
    Block b = flow.block(position);
    Rewrite rewrite = substitution.rewrite();
    List<Key> added = new ArrayList<>();
    Map<Cell, Value> memory = new HashMap<>();
    List<Instr> body = new ArrayList<>();
    for (Instr old : b.body()) {
      Instr instr = rewrite.instr(old);
      if (instr instanceof Instr.Load l) {
        Cell cell = new Cell(l.pointer(), l.offset(), l.result().type());
        Value value = memory.get(cell);
        if (value != null) {
          substitution.put(l.result(), value);
          continue;
        }
        if (memory.size() < MOST_CELLS) {
          memory.put(cell, l.result());
        }
      } else if (instr instanceof Instr.Store s) {
        forget(memory, s);
        if (memory.size() < MOST_CELLS) {
          memory.put(new Cell(s.pointer(), s.offset(), s.value().type()), s.value());
        }
      } else if (mayWrite(instr.effects())) {
        memory.clear();
      }
      Key key = key(instr);
      if (key != null) {
        List<Value> same = known.get(key);
        if (same != null) {
          for (int i = 0; i < same.size(); i++) {
            substitution.put(instr.results().get(i), same.get(i));
          }
          continue;
        }
        known.put(key, instr.results());
        added.add(key);
      }
      body.add(instr);
    }
    rewritten[position] = new Block(b.id(), b.params(), body, decide(b.terminator()));
    return added;
  }

  private static boolean mayWrite(Effects e) {
    return e.writes()
        || e.convergent()
        || (e.order() != Effects.Order.NONE && e.order() != Effects.Order.WEAK);
  }

  /** After a store only cells at other offsets from the same pointer are known to be as before. */
  private static void forget(Map<Cell, Value> memory, Instr.Store s) {
    long end = s.offset() + s.value().type().bytes();
    for (Iterator<Cell> i = memory.keySet().iterator(); i.hasNext(); ) {
      Cell c = i.next();
      boolean apart = end <= c.offset() || c.offset() + c.type().bytes() <= s.offset();
      if (!c.pointer().equals(s.pointer()) || !apart) {
        i.remove();
      }
    }
  }

  private static @Nullable Key key(Instr instr) {
    if (!instr.effects().isPure()) {
      return null;
    }
    List<Type> types = instr.results().stream().map(Value::type).toList();
    return switch (instr) {
      case Instr.Const c -> new Key("const", types, List.of(), c.bits(), 0);
      case Instr.Symbol s -> new Key("symbol " + s.name(), types, List.of(), 0, 0);
      case Instr.Unary u -> new Key(u.op(), types, u.operands(), 0, 0);
      case Instr.Binary b ->
          new Key(
              b.op(), types, b.op().isCommutative() ? sorted(b.a(), b.b()) : b.operands(), 0, 0);
      case Instr.Ternary t -> new Key(t.op(), types, t.operands(), 0, 0);
      case Instr.Compare c -> new Key(c.op(), types, c.operands(), 0, 0);
      case Instr.Convert c -> new Key(c.op(), types, c.operands(), 0, 0);
      case Instr.PtrAdd p -> new Key("ptradd", types, p.operands(), p.scale(), p.offset());
      case Instr.Intrinsic i -> new Key("intrinsic " + i.spelling(), types, i.operands(), 0, 0);
      case Instr.Alloca a -> null;
      case Instr.Load l -> null;
      case Instr.Store s -> null;
      case Instr.Call c -> null;
    };
  }

  private static List<Value> sorted(Value a, Value b) {
    Value[] both = {a, b};
    Arrays.sort(both, Comparator.comparingInt(Value::id));
    return List.of(both);
  }
}

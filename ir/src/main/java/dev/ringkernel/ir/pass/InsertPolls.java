package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Dominators;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Loops;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets a handler be stopped: every loop without a proved bound calls {@code rk.poll(ctx)} on each
 * {@value #INTERVAL}th trip and leaves with the fault it names. The code is one block on the way
 * back and two out of the way:
 *
 * <pre>{@code
 * latch...  jump back(...)                    back(...): count' = count + 1; if (count' % 256 == 0) poll else on
 *                                             on:        jump header(..., count')
 *                                             poll:      code = rk.poll(ctx); if (code != 0) leave else on
 *                                             leave:     return code << 28 | file << 20 | line
 * }</pre>
 *
 * A loop is bounded if its own trips, times those of the bounded loops around it, times {@value
 * #INTERVAL} if there is a polled one around those, are at most {@value #BOUND}: so much may run
 * between two polls.
 */
final class InsertPolls {
  static final int INTERVAL = 256;
  static final long BOUND = 65_536;

  private final Function function;
  private final ControlFlow flow;
  private final Fresh fresh;
  private final SourceTable sources;
  private final List<Polled> polled = new ArrayList<>();
  private final Map<Integer, Polled> byHeader = new HashMap<>();
  private final Map<Integer, List<Polled>> byLastLatch = new HashMap<>();
  private final Instr.Const zero;

  /** A loop that polls, with the ids of its new blocks. */
  private record Polled(
      Loops.Loop loop, Value counter, int back, int on, int poll, int leave, int lastLatch) {}

  private InsertPolls(Function function, SourceTable sources) {
    this.function = function;
    this.sources = sources;
    flow = ControlFlow.of(function);
    fresh = new Fresh(function);
    zero = new Instr.Const(fresh.value(Type.I32), 0, Span.NONE);
  }

  static Module run(Module module) {
    SourceTable sources = new SourceTable(module);
    List<Function> functions = new ArrayList<>();
    for (Function f : module.functions()) {
      functions.add(f.kind() == Function.Kind.HANDLER ? new InsertPolls(f, sources).run() : f);
    }
    return new Module(module.name(), sources.sources(), functions);
  }

  private Function run() {
    choose();
    if (polled.isEmpty()) {
      return function;
    }
    if (function.params().isEmpty() || function.params().getFirst().type() != Type.I64) {
      throw new IllegalStateException(
          "handler " + function.name() + " has no i64 context as its first parameter");
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < flow.size(); i++) {
      blocks.add(edited(i));
      byLastLatch.getOrDefault(i, List.of()).forEach(p -> back(p, blocks));
    }
    polled.forEach(p -> aside(p, blocks));
    return function.withBlocks(blocks);
  }

  private void choose() {
    Dominators dominators = Dominators.of(flow);
    Loops loops = Loops.of(flow, dominators);
    if (!loops.isReducible()) {
      throw new IllegalStateException(
          "handler " + function.name() + " has a cycle with two entries");
    }
    TripCounts counts = new TripCounts(function, flow, dominators);
    Map<Loops.Loop, Long> budget = new HashMap<>();
    for (Loops.Loop loop : loops.all()) {
      long around = loop.parent() == null ? 1 : budget.getOrDefault(loop.parent(), 1L);
      OptionalLong trips = counts.most(loop);
      if (trips.isPresent() && trips.getAsLong() <= BOUND && trips.getAsLong() * around <= BOUND) {
        budget.put(loop, trips.getAsLong() * around);
        continue;
      }
      budget.put(loop, (long) INTERVAL);
      int lastLatch =
          loop.latches().stream().mapToInt(Integer::intValue).max().orElse(loop.header());
      Polled p =
          new Polled(
              loop,
              fresh.value(Type.I32),
              fresh.block(),
              fresh.block(),
              fresh.block(),
              fresh.block(),
              lastLatch);
      polled.add(p);
      byHeader.put(loop.header(), p);
    }
    // Where two loops share their last latch, the inner one goes back first.
    for (Polled p : polled.reversed()) {
      byLastLatch.computeIfAbsent(p.lastLatch(), latch -> new ArrayList<>()).add(p);
    }
  }

  private Block edited(int position) {
    Block b = flow.block(position);
    List<Edge> edges = new ArrayList<>();
    for (Edge e : b.terminator().edges()) {
      Polled p = byHeader.get(flow.position(e.target()));
      if (p == null) {
        edges.add(e);
      } else if (p.loop().latches().contains(position)) {
        edges.add(new Edge(p.back(), e.args()));
      } else {
        edges.add(new Edge(e.target(), with(e.args(), zero.result())));
      }
    }
    Polled own = byHeader.get(position);
    List<Value> params = own == null ? b.params() : with(b.params(), own.counter());
    List<Instr> body = b.body();
    if (position == 0) {
      body = new ArrayList<>(List.of(zero));
      body.addAll(b.body());
    }
    return new Block(
        b.id(), params, body, new Substitution().rewrite().terminator(b.terminator(), edges));
  }

  private static List<Value> with(List<Value> values, Value last) {
    List<Value> all = new ArrayList<>(values);
    all.add(last);
    return all;
  }

  private Span span(Polled p) {
    Block header = flow.block(p.loop().header());
    for (Instr i : header.body()) {
      if (i.span().line() > 0) {
        return i.span();
      }
    }
    Span test = header.terminator().span();
    return test.line() > 0 ? test : flow.block(p.lastLatch()).terminator().span();
  }

  private void back(Polled p, List<Block> blocks) {
    Span span = span(p);
    Block header = flow.block(p.loop().header());
    List<Value> carried = header.params().stream().map(v -> fresh.value(v.type())).toList();
    Instr.Const one = new Instr.Const(fresh.value(Type.I32), 1, span);
    Instr.Const mask = new Instr.Const(fresh.value(Type.I32), INTERVAL - 1, span);
    Value count = fresh.value(Type.I32);
    Value low = fresh.value(Type.I32);
    Value due = fresh.value(Type.I1);
    List<Instr> body =
        List.of(
            one,
            mask,
            new Instr.Binary(count, BinaryOp.ADD, p.counter(), one.result(), span),
            new Instr.Binary(low, BinaryOp.AND, count, mask.result(), span),
            new Instr.Compare(due, CompareOp.EQ, low, zero.result(), span));
    Edge poll = new Edge(p.poll(), List.of());
    Edge on = new Edge(p.on(), List.of());
    blocks.add(
        new Block(
            p.back(),
            carried,
            body,
            new Terminator.Branch(due, poll, on, Terminator.Likely.FALSE, span)));
    Edge again = new Edge(header.id(), with(carried, count));
    blocks.add(new Block(p.on(), List.of(), List.of(), new Terminator.Jump(again, span)));
  }

  private void aside(Polled p, List<Block> blocks) {
    Span span = span(p);
    Value code = fresh.value(Type.I32);
    Value stop = fresh.value(Type.I1);
    List<Instr> ask =
        List.of(
            new Instr.Call(List.of(code), "rk.poll", List.of(function.params().getFirst()), span),
            new Instr.Compare(stop, CompareOp.NE, code, zero.result(), span));
    Edge leave = new Edge(p.leave(), List.of());
    Edge on = new Edge(p.on(), List.of());
    blocks.add(
        new Block(
            p.poll(),
            List.of(),
            ask,
            new Terminator.Branch(stop, leave, on, Terminator.Likely.FALSE, span)));
    Instr.Const shift = new Instr.Const(fresh.value(Type.I32), 28, span);
    Instr.Const place = new Instr.Const(fresh.value(Type.I32), sources.place(span), span);
    Value kind = fresh.value(Type.I32);
    Value word = fresh.value(Type.I32);
    List<Instr> fault =
        List.of(
            shift,
            place,
            new Instr.Binary(kind, BinaryOp.SHL, code, shift.result(), span),
            new Instr.Binary(word, BinaryOp.OR, kind, place.result(), span));
    blocks.add(new Block(p.leave(), List.of(), fault, new Terminator.Return(List.of(word), span)));
  }
}

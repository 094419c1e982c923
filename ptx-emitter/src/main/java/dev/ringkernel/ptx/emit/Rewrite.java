package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Case;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Instructions and terminators with other values or targets. */
final class Rewrite {
  private Rewrite() {}

  /** {@code i} with every value, defined or used, replaced. */
  static Instr instr(Instr i, UnaryOperator<Value> m) {
    return switch (i) {
      case Instr.Const c -> new Instr.Const(m.apply(c.result()), c.bits(), c.span());
      case Instr.Symbol s -> new Instr.Symbol(m.apply(s.result()), s.name(), s.span());
      case Instr.Unary u -> new Instr.Unary(m.apply(u.result()), u.op(), m.apply(u.a()), u.span());
      case Instr.Binary b ->
          new Instr.Binary(m.apply(b.result()), b.op(), m.apply(b.a()), m.apply(b.b()), b.span());
      case Instr.Ternary t ->
          new Instr.Ternary(
              m.apply(t.result()),
              t.op(),
              m.apply(t.a()),
              m.apply(t.b()),
              m.apply(t.c()),
              t.span());
      case Instr.Compare c ->
          new Instr.Compare(m.apply(c.result()), c.op(), m.apply(c.a()), m.apply(c.b()), c.span());
      case Instr.Convert c ->
          new Instr.Convert(m.apply(c.result()), c.op(), m.apply(c.a()), c.span());
      case Instr.PtrAdd p ->
          new Instr.PtrAdd(
              m.apply(p.result()),
              m.apply(p.pointer()),
              m.apply(p.index()),
              p.scale(),
              p.offset(),
              p.span());
      case Instr.Load l ->
          new Instr.Load(m.apply(l.result()), m.apply(l.pointer()), l.offset(), l.span());
      case Instr.Store s ->
          new Instr.Store(m.apply(s.pointer()), s.offset(), m.apply(s.value()), s.span());
      case Instr.Alloca a -> new Instr.Alloca(m.apply(a.result()), a.bytes(), a.align(), a.span());
      case Instr.Intrinsic n ->
          new Instr.Intrinsic(
              all(n.results(), m), n.spelling(), all(n.operands(), m), n.effects(), n.span());
      case Instr.Call c ->
          new Instr.Call(all(c.results(), m), c.callee(), all(c.operands(), m), c.span());
    };
  }

  /** {@code t} with every used value replaced. */
  static Terminator terminator(Terminator t, UnaryOperator<Value> m) {
    return switch (t) {
      case Terminator.Jump j -> new Terminator.Jump(edge(j.edge(), m), j.span());
      case Terminator.Branch b ->
          new Terminator.Branch(
              m.apply(b.condition()),
              edge(b.ifTrue(), m),
              edge(b.ifFalse(), m),
              b.likely(),
              b.span());
      case Terminator.Switch s ->
          new Terminator.Switch(
              m.apply(s.selector()),
              s.cases().stream().map(c -> new Case(c.value(), edge(c.edge(), m))).toList(),
              edge(s.otherwise(), m),
              s.span());
      case Terminator.Return r -> new Terminator.Return(all(r.values(), m), r.span());
      case Terminator.Fault f -> f;
      case Terminator.Unreachable u -> u;
    };
  }

  /** {@code t} with the edges to block {@code from} leading to {@code to}. */
  static Terminator retarget(Terminator t, int from, int to) {
    return edges(
        t, t.edges().stream().map(e -> e.target() == from ? new Edge(to, e.args()) : e).toList());
  }

  /** {@code t} with arguments added to its edges, by edge index. */
  static Terminator append(Terminator t, Map<Integer, List<Value>> added) {
    if (added.isEmpty()) {
      return t;
    }
    List<Edge> edges = new ArrayList<>();
    for (int k = 0; k < t.edges().size(); k++) {
      Edge e = t.edges().get(k);
      List<Value> args = new ArrayList<>(e.args());
      args.addAll(added.getOrDefault(k, List.of()));
      edges.add(new Edge(e.target(), args));
    }
    return edges(t, edges);
  }

  private static Terminator edges(Terminator t, List<Edge> edges) {
    return switch (t) {
      case Terminator.Jump j -> new Terminator.Jump(edges.get(0), j.span());
      case Terminator.Branch b ->
          new Terminator.Branch(b.condition(), edges.get(0), edges.get(1), b.likely(), b.span());
      case Terminator.Switch s -> {
        List<Case> cases = new ArrayList<>();
        for (int k = 0; k < s.cases().size(); k++) {
          cases.add(new Case(s.cases().get(k).value(), edges.get(k)));
        }
        yield new Terminator.Switch(s.selector(), cases, edges.getLast(), s.span());
      }
      case Terminator.Return r -> r;
      case Terminator.Fault f -> f;
      case Terminator.Unreachable u -> u;
    };
  }

  private static Edge edge(Edge e, UnaryOperator<Value> m) {
    return new Edge(e.target(), all(e.args(), m));
  }

  private static List<Value> all(List<Value> values, UnaryOperator<Value> m) {
    return values.stream().map(m).toList();
  }
}

package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Copies instructions and terminators with other values, spans or targets. What maps to itself is
 * shared.
 *
 * @param values what stands in the copy for a value, defined or used
 * @param spans what stands in the copy for a span
 */
public record Rewrite(UnaryOperator<Value> values, UnaryOperator<Span> spans) {
  /** A copy with other values. */
  public Rewrite(UnaryOperator<Value> values) {
    this(values, UnaryOperator.identity());
  }

  /** The value in the copy. */
  public Value value(Value v) {
    return values.apply(v);
  }

  /** The values in the copy. */
  public List<Value> values(List<Value> list) {
    return list.isEmpty() ? list : list.stream().map(values).toList();
  }

  /** The instruction in the copy. */
  public Instr instr(Instr instr) {
    Span span = spans.apply(instr.span());
    return switch (instr) {
      case Instr.Const c -> new Instr.Const(value(c.result()), c.bits(), span);
      case Instr.Symbol s -> new Instr.Symbol(value(s.result()), s.name(), span);
      case Instr.Unary u -> new Instr.Unary(value(u.result()), u.op(), value(u.a()), span);
      case Instr.Binary b ->
          new Instr.Binary(value(b.result()), b.op(), value(b.a()), value(b.b()), span);
      case Instr.Ternary t ->
          new Instr.Ternary(
              value(t.result()), t.op(), value(t.a()), value(t.b()), value(t.c()), span);
      case Instr.Compare c ->
          new Instr.Compare(value(c.result()), c.op(), value(c.a()), value(c.b()), span);
      case Instr.Convert c -> new Instr.Convert(value(c.result()), c.op(), value(c.a()), span);
      case Instr.PtrAdd p ->
          new Instr.PtrAdd(
              value(p.result()), value(p.pointer()), value(p.index()), p.scale(), p.offset(), span);
      case Instr.Load l -> new Instr.Load(value(l.result()), value(l.pointer()), l.offset(), span);
      case Instr.Store s -> new Instr.Store(value(s.pointer()), s.offset(), value(s.value()), span);
      case Instr.Alloca a -> new Instr.Alloca(value(a.result()), a.bytes(), a.align(), span);
      case Instr.Intrinsic i ->
          new Instr.Intrinsic(
              values(i.results()), i.spelling(), values(i.operands()), i.effects(), span);
      case Instr.Call c ->
          new Instr.Call(values(c.results()), c.callee(), values(c.operands()), span);
    };
  }

  /** The terminator in the copy, its edges' arguments rewritten and their targets kept. */
  public Terminator terminator(Terminator terminator) {
    List<Terminator.Edge> edges = new ArrayList<>();
    for (Terminator.Edge edge : terminator.edges()) {
      edges.add(new Terminator.Edge(edge.target(), values(edge.args())));
    }
    return terminator(terminator, edges);
  }

  /**
   * The terminator in the copy, with {@code edges} (already rewritten) for its own, in the same
   * order.
   */
  public Terminator terminator(Terminator terminator, List<Terminator.Edge> edges) {
    Span span = spans.apply(terminator.span());
    return switch (terminator) {
      case Terminator.Jump j -> new Terminator.Jump(edges.getFirst(), span);
      case Terminator.Branch b ->
          new Terminator.Branch(value(b.condition()), edges.get(0), edges.get(1), b.likely(), span);
      case Terminator.Switch s -> {
        List<Terminator.Case> cases = new ArrayList<>();
        for (int i = 0; i < s.cases().size(); i++) {
          cases.add(new Terminator.Case(s.cases().get(i).value(), edges.get(i)));
        }
        yield new Terminator.Switch(value(s.selector()), cases, edges.getLast(), span);
      }
      case Terminator.Return r -> new Terminator.Return(values(r.values()), span);
      case Terminator.Fault f -> new Terminator.Fault(f.kind(), span);
      case Terminator.Unreachable u -> new Terminator.Unreachable(span);
    };
  }

  /** The block in the copy, with the same id. */
  public Block block(Block block) {
    return new Block(
        block.id(),
        values(block.params()),
        block.body().stream().map(this::instr).toList(),
        terminator(block.terminator()));
  }
}

package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.List;

/** How a block ends. */
public sealed interface Terminator {
  Span span();

  /** Outgoing edges in order. */
  List<Edge> edges();

  /** Values used by the terminator itself and by its edges. */
  List<Value> operands();

  /**
   * A jump to a block with a value for each of its parameters.
   *
   * @param target block id
   */
  record Edge(int target, List<Value> args) {
    public Edge {
      args = List.copyOf(args);
    }
  }

  /** Which way a branch mostly goes; layout and selection use it, meaning does not depend on it. */
  enum Likely {
    UNKNOWN,
    TRUE,
    FALSE
  }

  record Jump(Edge edge, Span span) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(edge);
    }

    @Override
    public List<Value> operands() {
      return edge.args();
    }
  }

  record Branch(Value condition, Edge ifTrue, Edge ifFalse, Likely likely, Span span)
      implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(ifTrue, ifFalse);
    }

    @Override
    public List<Value> operands() {
      return concat(List.of(condition), edges());
    }
  }

  /** A case's value is compared with the low bits of {@code selector}; values are distinct. */
  record Switch(Value selector, List<Case> cases, Edge otherwise, Span span) implements Terminator {
    public Switch {
      cases = List.copyOf(cases);
    }

    @Override
    public List<Edge> edges() {
      List<Edge> all = new ArrayList<>();
      cases.forEach(c -> all.add(c.edge()));
      all.add(otherwise);
      return List.copyOf(all);
    }

    @Override
    public List<Value> operands() {
      return concat(List.of(selector), edges());
    }
  }

  /** One case of a switch. */
  record Case(long value, Edge edge) {}

  record Return(List<Value> values, Span span) implements Terminator {
    public Return {
      values = List.copyOf(values);
    }

    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return values;
    }
  }

  /**
   * Leaves the outermost handler or kernel with a fault; the fault pass turns it into a return or a
   * record and an exit.
   */
  record Fault(FaultKind kind, Span span) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }
  }

  /** Never reached. */
  record Unreachable(Span span) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }
  }

  private static List<Value> concat(List<Value> first, List<Edge> edges) {
    List<Value> all = new ArrayList<>(first);
    edges.forEach(e -> all.addAll(e.args()));
    return List.copyOf(all);
  }
}

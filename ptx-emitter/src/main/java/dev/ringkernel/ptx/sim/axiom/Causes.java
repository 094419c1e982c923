package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.axiom.Violation.Edge;
import dev.ringkernel.ptx.sim.axiom.Violation.Kind;

/** Tells by which steps one operation precedes another in causality order. */
final class Causes {
  private Causes() {}

  /** Appends the steps of a pair in causality or base causality order, a line each. */
  static void tell(Execution x, Edge edge, StringBuilder out) {
    if (edge.kind() == Kind.BASE || x.preserved(edge.from(), edge.to())) {
      base(x, edge.from(), edge.to(), out);
      return;
    }
    for (int middle = 0; middle < x.base.size(); middle++) {
      if (x.observed.has(edge.from(), middle) && x.preserved(middle, edge.to())) {
        step(x, edge.from(), "is observed by", middle, out);
        base(x, middle, edge.to(), out);
        return;
      }
    }
    throw new IllegalStateException("no way from " + edge.from() + " to " + edge.to());
  }

  private static void base(Execution x, int from, int to, StringBuilder out) {
    if (x.base.event(from).kind() == Event.Kind.INIT) {
      out.append("      (initial values precede all)\n");
      return;
    }
    int[] way = x.steps.path(from, to);
    if (way.length == 0) {
      way = x.steps.path(from, x.base.end(to));
    }
    for (int i = 0; i + 1 < way.length; i++) {
      int next = i + 2 == way.length ? to : way[i + 1];
      step(x, way[i], words(x, way[i], way[i + 1]), next, out);
    }
  }

  private static String words(Execution x, int a, int b) {
    if (x.base.po.has(a, b)) {
      return "precedes in program order";
    }
    if (x.sc.has(a, b)) {
      return "precedes in Fence-SC order";
    }
    if (x.patterns.has(a, b)) {
      return "synchronizes with";
    }
    return x.base.barriers.has(a, b) ? "meets at the barrier" : "precedes, as a bulk copy does,";
  }

  private static void step(Execution x, int from, String words, int to, StringBuilder out) {
    out.append("      ").append(Explanation.name(x.base, from)).append(' ').append(words);
    out.append(' ').append(Explanation.name(x.base, to)).append('\n');
  }
}

package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.axiom.Violation.Edge;
import dev.ringkernel.ptx.sim.axiom.Violation.Kind;
import dev.ringkernel.ptx.sim.litmus.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with a source for each read and an order of its {@code fence.sc}, and the relations
 * that follow; coherence order is still open.
 */
final class Execution {
  final Skeleton base;

  /** By the number of a read, the write that it reads; -1 for other events. */
  final int[] source;

  /** Fence-SC order. */
  final Relation sc;

  /** Observation order. */
  final Relation observed;

  /** Synchronizes-with by release and acquire patterns. */
  final Relation patterns;

  /** All steps that base causality order consists of. */
  final Relation steps;

  private final Relation reached;

  /** Causality order between memory operations. */
  final Relation cause;

  private final Relation preserved;

  private Execution(
      Skeleton base, int[] source, Relation sc, Relation observed, Relation patterns) {
    this.base = base;
    this.source = source;
    this.sc = sc;
    this.observed = observed;
    this.patterns = patterns;
    this.steps = base.po.or(base.copies).or(base.barriers).or(patterns).or(sc);
    this.reached = steps.closure();
    this.preserved = preserved();
    this.cause = preserved.or(observed.then(preserved));
  }

  /** A source for each read, before the order of {@code fence.sc} is chosen. */
  record Sources(Skeleton base, int[] source, Relation observed, Relation patterns) {

    static Sources of(Skeleton base, int[] source) {
      Relation direct = new Relation(base.nodes());
      for (int read : base.reads) {
        if (base.strong.has(source[read], read)) {
          direct.add(source[read], read);
        }
      }
      Relation updates = new Relation(base.nodes());
      for (int read : base.reads) {
        int partner = base.event(read).partner();
        if (partner >= 0) {
          updates.add(read, partner);
        }
      }
      Relation chains = direct.then(updates).closure();
      Relation observed = direct.or(chains.then(direct));
      Relation patterns = new Relation(base.nodes());
      for (int[] release : base.releases) {
        for (int[] acquire : base.acquires) {
          if (observed.has(release[1], acquire[0]) && base.stated.has(release[0], acquire[1])) {
            patterns.add(release[0], acquire[1]);
          }
        }
      }
      return new Sources(base, source, observed, patterns);
    }

    /** A cycle of values that are the reason for themselves, or null. */
    @Nullable Violation thinAir() {
      Relation reasons = base.depends.copy();
      for (int read : base.reads) {
        reasons.add(source[read], read);
      }
      int at = reasons.closure().reflexive();
      if (at < 0) {
        return null;
      }
      int[] way = reasons.path(at, at);
      List<Edge> cycle = new ArrayList<>();
      for (int i = 0; i + 1 < way.length; i++) {
        boolean read = base.event(way[i + 1]).reads() && source[way[i + 1]] == way[i];
        cycle.add(new Edge(way[i], read ? Kind.READ_BY : Kind.DEPENDENCY, way[i + 1]));
      }
      return new Violation(Axiom.NO_THIN_AIR, cycle);
    }

    /** All ways to order the morally strong pairs of {@code fence.sc}. */
    List<Execution> executions() {
      List<int[]> pairs = new ArrayList<>();
      Relation fixed = new Relation(base.nodes());
      for (int a : base.scFences) {
        for (int b : base.scFences) {
          if (a < b && base.stated.has(a, b)) {
            if (base.po.has(a, b)) {
              fixed.add(a, b);
            } else {
              pairs.add(new int[] {a, b});
            }
          }
        }
      }
      List<Execution> all = new ArrayList<>();
      order(pairs, 0, fixed, all);
      return all;
    }

    private void order(List<int[]> pairs, int next, Relation sc, List<Execution> all) {
      if (sc.closure().reflexive() >= 0) {
        return;
      }
      if (next == pairs.size()) {
        all.add(new Execution(base, source, sc, observed, patterns));
        return;
      }
      int[] pair = pairs.get(next);
      Relation forward = sc.copy();
      forward.add(pair[0], pair[1]);
      order(pairs, next + 1, forward, all);
      Relation backward = sc.copy();
      backward.add(pair[1], pair[0]);
      order(pairs, next + 1, backward, all);
    }
  }

  /** Whether {@code a} precedes {@code b} in base causality order. */
  boolean before(int a, int b) {
    return reached.has(a, b) || (base.end(b) != b && reached.has(a, base.end(b)));
  }

  /** Whether {@code a} precedes {@code b} in proxy-preserved base causality order. */
  boolean preserved(int a, int b) {
    return preserved.has(a, b);
  }

  private Relation preserved() {
    Relation kept = new Relation(base.nodes());
    for (Event a : base.events) {
      for (Event b : base.events) {
        boolean alike = a.accesses() && a.memory() == b.memory() && b.thread() >= 0;
        if (alike
            && (a.kind() == Event.Kind.INIT || (before(a.id(), b.id()) && proxyPreserved(a, b)))) {
          kept.add(a.id(), b.id());
        }
      }
    }
    return kept;
  }

  private boolean proxyPreserved(Event a, Event b) {
    boolean sameAddress = a.location().equals(b.location());
    boolean sameAsync =
        a.inAsyncProxy() && b.inAsyncProxy() && sameAddress && a.place().equals(b.place());
    boolean generic = !a.inAsyncProxy() && !b.inAsyncProxy();
    return (sameAddress || fenced(a, b, true))
        && (generic || sameAsync || a.inAsyncProxy() || fenced(a, b, false));
  }

  private boolean fenced(Event a, Event b, boolean alias) {
    for (int fence : base.proxyFences) {
      Event at = base.event(fence);
      if (at.action() instanceof Action.ProxyFence kind
          && kind.alias() == alias
          && kind.spaces().covers(a.location(), at.place())
          && before(a.id(), fence)
          && before(fence, b.id())) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong whatever coherence order is; null for nothing. */
  @Nullable Violation violation() {
    for (int a : base.scFences) {
      for (int b : base.scFences) {
        if (sc.has(a, b) && before(b, a)) {
          return new Violation(
              Axiom.FENCE_SC, List.of(new Edge(a, Kind.FENCE_SC, b), new Edge(b, Kind.BASE, a)));
        }
      }
    }
    for (int read : base.reads) {
      int write = source[read];
      if (cause.has(read, write)) {
        return new Violation(
            Axiom.CAUSALITY,
            List.of(new Edge(write, Kind.READ_BY, read), new Edge(read, Kind.CAUSE, write)));
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "execution " + Arrays.toString(source);
  }
}

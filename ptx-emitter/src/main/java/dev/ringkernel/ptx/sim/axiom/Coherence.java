package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.axiom.Violation.Edge;
import dev.ringkernel.ptx.sim.axiom.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coherence orders of one location in an execution. Coherence order is the least transitive one
 * that holds causality order and one direction of each morally strong pair of writes: writes that
 * race stay unordered.
 */
final class Coherence {
  private final Execution x;
  private final int memory;
  private final List<Integer> writes = new ArrayList<>();
  private final List<Integer> reads = new ArrayList<>();
  private final Judge judge;

  /** Takes each coherence order. */
  interface Judge {
    /**
     * Takes one.
     *
     * @param finals the writes that no other follows
     * @param violation what it violates, or null where it is allowed
     * @return whether to look for more
     */
    boolean take(List<Event> finals, @Nullable Violation violation);
  }

  private Coherence(Execution x, int memory, Judge judge) {
    this.x = x;
    this.memory = memory;
    this.judge = judge;
    for (int write : x.base.writes) {
      if (x.base.event(write).memory() == memory) {
        writes.add(write);
      }
    }
    for (int read : x.base.reads) {
      if (x.base.event(read).memory() == memory) {
        reads.add(read);
      }
    }
  }

  static void orders(Execution x, int memory, Judge judge) {
    new Coherence(x, memory, judge).start();
  }

  private void start() {
    Relation forced = new Relation(x.base.nodes());
    for (int a : writes) {
      for (int b : writes) {
        if (x.cause.has(a, b)) {
          forced.add(a, b);
        }
      }
    }
    Relation closed = forced.closure();
    int at = closed.reflexive();
    if (at >= 0) {
      int[] way = forced.path(at, at);
      List<Edge> cycle = new ArrayList<>();
      for (int i = 0; i + 1 < way.length; i++) {
        cycle.add(new Edge(way[i], Kind.CAUSE, way[i + 1]));
      }
      judge.take(finals(closed), new Violation(Axiom.COHERENCE, cycle));
      return;
    }
    extend(closed);
  }

  private boolean extend(Relation co) {
    for (int a : writes) {
      for (int b : writes) {
        if (a < b && x.base.strong.has(a, b) && !co.has(a, b) && !co.has(b, a)) {
          Relation forward = co.copy();
          forward.addClosed(a, b);
          if (!extend(forward)) {
            return false;
          }
          Relation backward = co.copy();
          backward.addClosed(b, a);
          return extend(backward);
        }
      }
    }
    return judge.take(finals(co), violation(co));
  }

  private List<Event> finals(Relation co) {
    List<Event> last = new ArrayList<>();
    for (int a : writes) {
      boolean followed = false;
      for (int b : writes) {
        followed |= co.has(a, b);
      }
      if (!followed) {
        last.add(x.base.event(a));
      }
    }
    return last;
  }

  private @Nullable Violation violation(Relation co) {
    for (int read : reads) {
      int source = x.source[read];
      Event event = x.base.event(read);
      for (int write : writes) {
        if (!co.has(source, write)) {
          continue;
        }
        if (x.cause.has(write, read)) {
          return new Violation(
              Axiom.CAUSALITY,
              List.of(new Edge(read, Kind.FROM_READS, write), new Edge(write, Kind.CAUSE, read)));
        }
        if (event.partner() >= 0
            && x.base.strong.has(read, write)
            && x.base.strong.has(write, event.partner())
            && co.has(write, event.partner())) {
          return new Violation(
              Axiom.ATOMICITY,
              List.of(
                  new Edge(read, Kind.FROM_READS, write),
                  new Edge(write, Kind.COHERENCE, event.partner())));
        }
      }
    }
    return perLocation(co);
  }

  private @Nullable Violation perLocation(Relation co) {
    Relation order = new Relation(x.base.nodes());
    for (Event a : x.base.events) {
      for (Event b : x.base.events) {
        if (a.memory() == memory && b.memory() == memory && kind(co, a, b) != null) {
          order.add(a.id(), b.id());
        }
      }
    }
    int at = order.closure().reflexive();
    if (at < 0) {
      return null;
    }
    int[] way = order.path(at, at);
    List<Edge> cycle = new ArrayList<>();
    for (int i = 0; i + 1 < way.length; i++) {
      Kind kind = kind(co, x.base.event(way[i]), x.base.event(way[i + 1]));
      if (kind == null) {
        throw new IllegalStateException("a path over no edge");
      }
      cycle.add(new Edge(way[i], kind, way[i + 1]));
    }
    return new Violation(Axiom.SC_PER_LOCATION, cycle);
  }

  /** How {@code a} stands before {@code b} at this location, if it does. */
  private @Nullable Kind kind(Relation co, Event a, Event b) {
    boolean strong = x.base.strong.has(a.id(), b.id());
    if (x.base.po.has(a.id(), b.id()) && a.location().equals(b.location())) {
      return Kind.PROGRAM;
    }
    if (strong && b.reads() && x.source[b.id()] == a.id()) {
      return Kind.READ_BY;
    }
    if (strong && a.writes() && b.writes() && co.has(a.id(), b.id())) {
      return Kind.COHERENCE;
    }
    if (strong && a.reads() && b.writes() && co.has(x.source[a.id()], b.id())) {
      return Kind.FROM_READS;
    }
    return null;
  }
}

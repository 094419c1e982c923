package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Action;
import dev.ringkernel.ptx.sim.litmus.LitmusException;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Location;
import dev.ringkernel.ptx.sim.litmus.ThreadRun;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds of a choice of one trace for each thread before it is said what reads from what: the
 * events and the relations that follow from the text.
 */
final class Skeleton {
  final LitmusProgram program;
  final List<Event> events = new ArrayList<>();
  final List<ThreadRun> ends = new ArrayList<>();
  final List<Integer> reads = new ArrayList<>();
  final List<Integer> writes = new ArrayList<>();
  final List<Integer> scFences = new ArrayList<>();
  final List<Integer> proxyFences = new ArrayList<>();

  /** Program order. */
  final Relation po;

  /** From a read to what depends on it. */
  final Relation depends;

  /** Morally strong, where operations on an mbarrier reach everywhere. */
  final Relation strong;

  /** Morally strong by the scopes that are stated. */
  final Relation stated;

  /** First and last operation of the release patterns: (first, write). */
  final List<int[]> releases = new ArrayList<>();

  /** First and last operation of the acquire patterns: (read, last). */
  final List<int[]> acquires = new ArrayList<>();

  /** Barriers: who arrives, to who waits. */
  final Relation barriers;

  /**
   * Order of bulk copies: what comes before the issue, the copy's own order, the wait for it. An
   * event of a copy has a second number, behind those of the events, as the end of an order: what
   * comes before a copy's issue does not come before its completion (manual, "Asynchronous
   * Operations").
   */
  final Relation copies;

  private final int[] end;

  private Skeleton(LitmusProgram program, List<Trace> traces) {
    this.program = program;
    for (Location location : program.locations()) {
      if (!location.isAlias()) {
        events.add(Event.init(events.size(), location));
      }
    }
    List<Integer> bases = new ArrayList<>();
    for (Trace trace : traces) {
      bases.add(events.size());
      for (Event event : trace.events()) {
        events.add(event.shifted(bases.getLast()));
      }
      ends.add(trace.end());
    }
    int size = events.size();
    end = new int[size];
    int nodes = size;
    for (int i = 0; i < size; i++) {
      end[i] = events.get(i).async() ? nodes++ : i;
    }
    if (nodes > Relation.MAX) {
      throw new LitmusException(
          program.name() + " has an execution of more than " + Relation.MAX + " events");
    }
    po = new Relation(nodes);
    depends = new Relation(nodes);
    strong = new Relation(nodes);
    stated = new Relation(nodes);
    barriers = new Relation(nodes);
    copies = new Relation(nodes);
    for (Event event : events) {
      if (event.reads()) {
        reads.add(event.id());
      }
      if (event.writes()) {
        writes.add(event.id());
      }
      if (event.isScFence()) {
        scFences.add(event.id());
      }
      if (event.kind() == Event.Kind.PROXY_FENCE) {
        proxyFences.add(event.id());
      }
    }
    for (int t = 0; t < traces.size(); t++) {
      threadOrders(traces.get(t), bases.get(t));
    }
    pairs();
    patterns();
  }

  static Skeleton of(LitmusProgram program, List<Trace> traces) {
    return new Skeleton(program, traces);
  }

  int size() {
    return events.size();
  }

  int nodes() {
    return po.size();
  }

  Event event(int id) {
    return events.get(id);
  }

  /** The number of an event as the end of an order; see {@link #copies}. */
  int end(int event) {
    return end[event];
  }

  private void threadOrders(Trace trace, int base) {
    int count = trace.events().size();
    for (int i = 0; i < count; i++) {
      Event a = trace.events().get(i);
      long sources = trace.depends().get(i);
      for (int j = 0; j < i; j++) {
        if (((sources >>> j) & 1) != 0) {
          depends.add(base + j, base + i);
        }
      }
      for (int j = i + 1; j < count; j++) {
        Event b = trace.events().get(j);
        boolean elements = a.group() != 0 && a.group() == b.group();
        if (a.inProgramOrder() && b.inProgramOrder() && !elements) {
          po.add(base + i, base + j);
        }
      }
    }
    for (Trace.Copy copy : trace.copies()) {
      copyOrder(trace, base, copy);
    }
    for (int i = 0; i < count; i++) {
      if (trace.events().get(i).action() instanceof Action.BulkWait wait
          && trace.events().get(i).kind() == Event.Kind.BULK_WAIT) {
        for (int ticket : wait.tickets()) {
          Trace.Copy copy = trace.copies().get(ticket);
          for (int read : copy.reads()) {
            copies.add(base + read, base + i);
          }
          for (int write : wait.readsOnly() ? List.<Integer>of() : copy.writes()) {
            copies.add(base + write, base + i);
          }
        }
      }
    }
  }

  private void copyOrder(Trace trace, int base, Trace.Copy copy) {
    List<Integer> all = new ArrayList<>(copy.reads());
    all.addAll(copy.writes());
    all.addAll(copy.counted());
    for (int before = 0; before < copy.start(); before++) {
      if (trace.events().get(before).inProgramOrder()) {
        for (int own : all) {
          copies.add(base + before, end[base + own]);
        }
      }
    }
    for (int i = 0; i < copy.reads().size(); i++) {
      copies.add(base + copy.reads().get(i), base + copy.writes().get(i));
    }
    for (int count : copy.counted()) {
      for (int write : copy.writes()) {
        copies.add(base + write, base + count);
      }
    }
    if (!copy.counted().isEmpty()) {
      po.add(base + copy.counted().getFirst(), base + copy.counted().getLast());
    }
  }

  private void pairs() {
    for (Event a : events) {
      for (Event b : events) {
        if (a != b && a.thread() >= 0 && b.thread() >= 0) {
          pair(a, b);
        }
      }
    }
  }

  private void pair(Event a, Event b) {
    boolean ordered = po.has(a.id(), b.id()) || po.has(b.id(), a.id());
    boolean comparable =
        a.inAsyncProxy() == b.inAsyncProxy()
            && (!a.accesses() || !b.accesses() || a.location().equals(b.location()));
    boolean strongs = a.strong() && b.strong();
    if (comparable && (ordered || (strongs && included(a, b, a.reach(), b.reach())))) {
      strong.add(a.id(), b.id());
    }
    if (comparable && (ordered || (strongs && included(a, b, a.scope(), b.scope())))) {
      stated.add(a.id(), b.id());
    }
    if (meet(a, b)) {
      barriers.add(a.id(), b.id());
    }
  }

  private static boolean included(Event a, Event b, Scope ofA, Scope ofB) {
    return a.place().includes(ofA, b.place()) && b.place().includes(ofB, a.place());
  }

  /** Whether arriving at {@code a} synchronizes with waiting at {@code b}. */
  private static boolean meet(Event a, Event b) {
    if (a.action() instanceof Action.Barrier from && b.action() instanceof Action.Barrier to) {
      return to.waits()
          && from.id() == to.id()
          && from.phase() == to.phase()
          && a.place().includes(Scope.CTA, b.place());
    }
    return a.action() instanceof Action.ClusterArrive from
        && b.action() instanceof Action.ClusterWait to
        && from.releases()
        && from.phase() == to.phase()
        && a.place().includes(Scope.CLUSTER, b.place());
  }

  private void patterns() {
    for (Event first : events) {
      for (Event last : events) {
        boolean one = first == last;
        boolean ordered = po.has(first.id(), last.id());
        boolean sameAddress =
            first.accesses() && last.accesses() && first.location().equals(last.location());
        boolean fence = first.kind() == Event.Kind.FENCE;
        if (first.releases()
            && last.kind() == Event.Kind.WRITE
            && (one || (ordered && last.strong() && (fence || sameAddress)))) {
          releases.add(new int[] {first.id(), last.id()});
        }
        fence = last.kind() == Event.Kind.FENCE;
        if (last.acquires()
            && first.reads()
            && (one
                || (ordered && first.strong() && !first.reduction() && (fence || sameAddress)))) {
          acquires.add(new int[] {first.id(), last.id()});
        }
      }
    }
  }
}

package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Action;
import dev.ringkernel.ptx.sim.litmus.LitmusException;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Location;
import dev.ringkernel.ptx.sim.litmus.ThreadRun;
import dev.ringkernel.ptx.sim.litmus.ThreadRun.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** All ways of one thread, when each read may return any value of its location's domain. */
final class Traces {
  /** More ways of one thread are refused. */
  private static final int LIMIT = 200_000;

  private final LitmusProgram program;
  private final int thread;
  private final List<SortedSet<Long>> domain;
  private final List<Trace> found = new ArrayList<>();

  private Traces(LitmusProgram program, int thread, List<SortedSet<Long>> domain) {
    this.program = program;
    this.thread = thread;
    this.domain = domain;
  }

  /**
   * The traces of a thread, in the order of the values read.
   *
   * @param domain by index of the bytes, the values that may be there
   */
  static List<Trace> of(LitmusProgram program, int thread, List<SortedSet<Long>> domain) {
    Traces traces = new Traces(program, thread, domain);
    traces.explore(ThreadRun.start(program, thread), new Draft());
    return traces.found;
  }

  /** What a trace has so far. */
  private static final class Draft {
    final List<Event> events = new ArrayList<>();
    final List<Long> depends = new ArrayList<>();
    final List<Integer> reads = new ArrayList<>();
    final List<Trace.Copy> copies = new ArrayList<>();

    Draft copy() {
      Draft other = new Draft();
      other.events.addAll(events);
      other.depends.addAll(depends);
      other.reads.addAll(reads);
      other.copies.addAll(copies);
      return other;
    }

    /** From numbers of reads to numbers of events. */
    long events(long readNumbers) {
      long all = 0;
      for (int i = 0; i < reads.size(); i++) {
        if (((readNumbers >>> i) & 1) != 0) {
          all |= 1L << reads.get(i);
        }
      }
      return all;
    }
  }

  private void explore(ThreadRun run, Draft draft) {
    Taken taken = run.next();
    while (taken != null && !(taken.action() instanceof Action.Load)) {
      if (taken.action() instanceof Action.Atomic atomic) {
        exploreAtomic(run, draft, taken, atomic);
        return;
      }
      if (taken.action() instanceof Action.BulkCopy copy) {
        exploreCopy(run, draft, taken, copy, new ArrayList<>());
        return;
      }
      add(draft, taken);
      taken = run.next();
    }
    if (taken != null && taken.action() instanceof Action.Load load) {
      for (long value : domain.get(load.at().memory())) {
        Draft next = draft.copy();
        event(next, Event.Kind.READ, load.at(), value, load.order(), load.scope(), taken);
        next.depends.add(next.events(taken.address()));
        next.reads.add(next.events.size() - 1);
        ThreadRun copy = run.copy();
        copy.complete(value);
        explore(copy, next);
      }
    } else if (!run.cut()) {
      found.add(
          new Trace(
              List.copyOf(draft.events),
              List.copyOf(draft.depends),
              List.copyOf(draft.copies),
              run));
      if (found.size() > LIMIT) {
        throw new LitmusException(
            program.name()
                + ": "
                + program.threadName(thread)
                + " can go more than "
                + LIMIT
                + " ways; make the program smaller");
      }
    }
  }

  private void exploreAtomic(ThreadRun run, Draft draft, Taken taken, Action.Atomic atomic) {
    for (long value : domain.get(atomic.at().memory())) {
      Draft next = draft.copy();
      OptionalLong written = atomic.written().apply(value);
      int read = next.events.size();
      int partner = written.isPresent() ? read + 1 : -1;
      Scope reach = atomic.counting() ? Scope.SYS : atomic.scope();
      next.events.add(
          create(
              read,
              Event.Kind.READ,
              atomic.at(),
              value,
              reading(atomic.order()),
              atomic.scope(),
              reach,
              false,
              atomic.reduction(),
              partner,
              taken));
      next.depends.add(next.events(taken.address()));
      if (written.isPresent()) {
        next.events.add(
            create(
                partner,
                Event.Kind.WRITE,
                atomic.at(),
                written.getAsLong(),
                writing(atomic.order()),
                atomic.scope(),
                reach,
                false,
                false,
                read,
                taken));
        next.depends.add(next.events(taken.address() | taken.data()) | (1L << read));
      }
      next.reads.add(read);
      ThreadRun copy = run.copy();
      copy.complete(value);
      explore(copy, next);
    }
  }

  /** Guesses the values of a copy's reads one by one, then the state of its mbarrier. */
  private void exploreCopy(
      ThreadRun run, Draft draft, Taken taken, Action.BulkCopy copy, List<Long> values) {
    Location counted = copy.mbarrier();
    int known = values.size();
    if (known < copy.from().size()) {
      for (long value : domain.get(copy.from().get(known).memory())) {
        List<Long> more = new ArrayList<>(values);
        more.add(value);
        exploreCopy(run, draft, taken, copy, more);
      }
    } else if (counted != null && known == copy.from().size()) {
      for (long value : domain.get(counted.memory())) {
        List<Long> more = new ArrayList<>(values);
        more.add(value);
        exploreCopy(run, draft, taken, copy, more);
      }
    } else {
      Draft next = draft.copy();
      copy(next, taken, copy, values);
      explore(run.copy(), next);
    }
  }

  private void copy(Draft draft, Taken taken, Action.BulkCopy copy, List<Long> values) {
    check(copy);
    int start = draft.events.size();
    long address = draft.events(taken.address());
    List<Integer> reads = new ArrayList<>();
    List<Integer> writes = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < copy.from().size(); i++) {
      reads.add(draft.events.size());
      draft.events.add(
          async(draft, Event.Kind.READ, copy.from().get(i), values.get(i), -1, true, taken));
      draft.depends.add(address);
    }
    for (int i = 0; i < copy.to().size(); i++) {
      writes.add(draft.events.size());
      draft.events.add(
          async(draft, Event.Kind.WRITE, copy.to().get(i), values.get(i), -1, true, taken));
      draft.depends.add(address | 1L << reads.get(i));
    }
    Location counted = copy.mbarrier();
    if (counted != null) {
      long old = values.getLast();
      int read = draft.events.size();
      counts.add(read);
      counts.add(read + 1);
      draft.events.add(async(draft, Event.Kind.READ, counted, old, read + 1, false, taken));
      draft.depends.add(address);
      draft.events.add(
          async(draft, Event.Kind.WRITE, counted, copy.completed(old), read, false, taken));
      draft.depends.add(address | (1L << read));
    }
    draft.copies.add(
        new Trace.Copy(start, List.copyOf(reads), List.copyOf(writes), List.copyOf(counts)));
  }

  private static void check(Action.BulkCopy copy) {
    boolean alike = copy.from().size() == copy.to().size();
    for (int i = 0; alike && i < copy.from().size(); i++) {
      alike = copy.from().get(i).bytes() == copy.to().get(i).bytes();
      if (copy.from().get(i).isAlias() || copy.to().get(i).isAlias()) {
        throw new LitmusException("a bulk copy through an alias is not modelled");
      }
    }
    if (!alike) {
      throw new LitmusException(
          "a bulk copy between elements of different widths: accesses of mixed sizes are not"
              + " modelled");
    }
  }

  /** An event of a copy: weak in the async proxy, or the release of its count in the generic. */
  private Event async(
      Draft draft,
      Event.Kind kind,
      Location at,
      long value,
      int partner,
      boolean proxy,
      Taken taken) {
    boolean write = kind == Event.Kind.WRITE;
    return new Event(
        draft.events.size(),
        thread,
        program.place(thread),
        kind,
        at,
        value,
        proxy ? MemoryOrder.WEAK : write ? MemoryOrder.RELEASE : MemoryOrder.RELAXED,
        proxy ? Scope.SYS : Scope.CLUSTER,
        Scope.SYS,
        true,
        false,
        partner,
        0,
        taken.action(),
        taken.text());
  }

  private void add(Draft draft, Taken taken) {
    switch (taken.action()) {
      case Action.Store store ->
          event(
              draft,
              Event.Kind.WRITE,
              store.at(),
              store.value(),
              store.order(),
              store.scope(),
              taken);
      case Action.Fence fence ->
          event(draft, Event.Kind.FENCE, null, 0, fence.order(), fence.scope(), taken);
      case Action.ProxyFence ignored ->
          event(draft, Event.Kind.PROXY_FENCE, null, 0, MemoryOrder.NONE, Scope.SYS, taken);
      case Action.Barrier ignored ->
          event(draft, Event.Kind.BARRIER, null, 0, MemoryOrder.NONE, Scope.CTA, taken);
      case Action.ClusterArrive ignored ->
          event(draft, Event.Kind.BARRIER, null, 0, MemoryOrder.NONE, Scope.CLUSTER, taken);
      case Action.ClusterWait ignored ->
          event(draft, Event.Kind.BARRIER, null, 0, MemoryOrder.NONE, Scope.CLUSTER, taken);
      case Action.BulkWait ignored ->
          event(draft, Event.Kind.BULK_WAIT, null, 0, MemoryOrder.NONE, Scope.SYS, taken);
      case Action.Load load -> throw new IllegalStateException("not guessed: " + load);
      case Action.Atomic atomic -> throw new IllegalStateException("not guessed: " + atomic);
      case Action.BulkCopy copy -> throw new IllegalStateException("not guessed: " + copy);
    }
    draft.depends.add(draft.events(taken.address() | taken.data()));
  }

  private void event(
      Draft draft,
      Event.Kind kind,
      @Nullable Location at,
      long value,
      MemoryOrder order,
      Scope scope,
      Taken taken) {
    draft.events.add(
        create(draft.events.size(), kind, at, value, order, scope, scope, false, false, -1, taken));
  }

  private Event create(
      int id,
      Event.Kind kind,
      @Nullable Location at,
      long value,
      MemoryOrder order,
      Scope scope,
      Scope reach,
      boolean async,
      boolean reduction,
      int partner,
      Taken taken) {
    return new Event(
        id,
        thread,
        program.place(thread),
        kind,
        at,
        value,
        order,
        scope,
        reach,
        async,
        reduction,
        partner,
        taken.group(),
        taken.action(),
        taken.text());
  }

  private static MemoryOrder reading(MemoryOrder order) {
    return order == MemoryOrder.ACQUIRE || order == MemoryOrder.ACQ_REL
        ? MemoryOrder.ACQUIRE
        : MemoryOrder.RELAXED;
  }

  private static MemoryOrder writing(MemoryOrder order) {
    return order == MemoryOrder.RELEASE || order == MemoryOrder.ACQ_REL
        ? MemoryOrder.RELEASE
        : MemoryOrder.RELAXED;
  }
}

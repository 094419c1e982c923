package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Action;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Location;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import dev.ringkernel.ptx.sim.litmus.Place;
import dev.ringkernel.ptx.sim.litmus.ThreadRun;
import dev.ringkernel.ptx.sim.litmus.ThreadRun.Taken;
import dev.ringkernel.ptx.sim.weak.WeakMemory.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A litmus program on the machine, between two steps. {@link #copy} gives a second one. */
final class LitmusMachine {
  private final LitmusProgram program;
  private final WeakMemory memory;
  private final List<ThreadRun> runs;
  private final List<Agent> agents;

  /** What each thread does next; null where it has ended. */
  private final @Nullable Action[] next;

  /** Whether the thread has arrived at the barrier that is its next action. */
  private final boolean[] arrived;

  private final SortedMap<String, Meeting> meetings;
  private final List<Copy> copies;

  /** Who has come to a barrier. */
  private record Meeting(int arrived, Views views) {}

  private LitmusMachine(
      LitmusProgram program,
      WeakMemory memory,
      List<ThreadRun> runs,
      List<Agent> agents,
      @Nullable Action[] next,
      boolean[] arrived,
      SortedMap<String, Meeting> meetings,
      List<Copy> copies) {
    this.program = program;
    this.memory = memory;
    this.runs = runs;
    this.agents = agents;
    this.next = next;
    this.arrived = arrived;
    this.meetings = meetings;
    this.copies = copies;
  }

  /** The program before its first step. */
  static LitmusMachine start(LitmusProgram program) {
    WeakMemory memory = new WeakMemory();
    for (Location location : program.locations()) {
      memory.declare(location.index(), location.memory(), location.initial());
    }
    List<ThreadRun> runs = new ArrayList<>();
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < program.size(); i++) {
      runs.add(ThreadRun.start(program, i));
      agents.add(new Agent(i, program.place(i), new Views()));
    }
    LitmusMachine machine =
        new LitmusMachine(
            program,
            memory,
            runs,
            agents,
            new Action[runs.size()],
            new boolean[runs.size()],
            new TreeMap<>(),
            new ArrayList<>());
    for (int i = 0; i < runs.size(); i++) {
      machine.settle(i);
    }
    return machine;
  }

  /** The same state, independent. */
  LitmusMachine copy() {
    return new LitmusMachine(
        program,
        memory.copy(),
        new ArrayList<>(runs.stream().map(ThreadRun::copy).toList()),
        new ArrayList<>(agents.stream().map(Agent::copy).toList()),
        next.clone(),
        arrived.clone(),
        new TreeMap<>(meetings),
        new ArrayList<>(copies.stream().map(Copy::copy).toList()));
  }

  /** Who can make a step: threads by index, then copies behind them. */
  List<Integer> ready() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Action action = next[i];
      if (action != null && open(i, action)) {
        all.add(i);
      }
    }
    for (int i = 0; i < copies.size(); i++) {
      if (!copies.get(i).done()) {
        all.add(runs.size() + i);
      }
    }
    return all;
  }

  /** Whether some thread went round a loop too often, so that this run counts for nothing. */
  boolean cut() {
    return runs.stream().anyMatch(ThreadRun::cut);
  }

  /** The outcome where nobody is ready; null where somebody waits in vain. */
  @Nullable Outcome outcome() {
    for (Action action : next) {
      if (action != null) {
        return null;
      }
    }
    long[] finals = new long[program.locations().size()];
    memory.histories().forEach((l, history) -> finals[l] = history.youngest().value());
    return program.outcome(runs, finals);
  }

  /** One step of who is ready. */
  void step(int who, Chooser chooser) {
    if (who >= runs.size()) {
      copies.get(who - runs.size()).step(memory, chooser);
      return;
    }
    Action action = next[who];
    if (action == null) {
      throw new IllegalStateException(program.threadName(who) + " has ended");
    }
    if (act(who, action, chooser)) {
      settle(who);
    }
  }

  /**
   * Goes on to the thread's next action. A fence that is not sc touches nothing but the thread's
   * own views: whether it comes now or later is the same to all others.
   */
  private void settle(int who) {
    Taken taken = runs.get(who).next();
    while (taken != null && local(taken.action())) {
      act(who, taken.action(), options -> 0);
      taken = runs.get(who).next();
    }
    next[who] = taken == null ? null : taken.action();
  }

  private static boolean local(Action action) {
    return action instanceof Action.ProxyFence
        || (action instanceof Action.Fence fence && fence.order() != MemoryOrder.SC);
  }

  /** Whether the thread need not wait for others to do this. */
  private boolean open(int who, Action action) {
    return switch (action) {
      case Action.Barrier a ->
          !arrived[who] || meeting(key(who, a)).arrived == program.barrierThreads(who, a.id());
      case Action.ClusterWait a ->
          meeting(key(program.place(who), a.phase())).arrived == program.clusterThreads(who);
      case Action.BulkWait a ->
          copies.stream().filter(c -> c.of(who, a)).allMatch(c -> c.over(a.readsOnly()));
      case Action.Load ignored -> true;
      case Action.Store ignored -> true;
      case Action.Atomic ignored -> true;
      case Action.Fence ignored -> true;
      case Action.ProxyFence ignored -> true;
      case Action.ClusterArrive ignored -> true;
      case Action.BulkCopy ignored -> true;
    };
  }

  /** Does it; returns whether it is over, which it is not for an arrival that waits. */
  private boolean act(int who, Action action, Chooser chooser) {
    Agent agent = agents.get(who);
    switch (action) {
      case Action.Load a -> runs.get(who).complete(memory.load(agent, operation(a), chooser));
      case Action.Store a -> memory.store(agent, operation(a), a.value(), chooser);
      case Action.Atomic a ->
          runs.get(who)
              .complete(
                  memory.atomic(
                      agent,
                      operation(a),
                      a.counting() ? Scope.SYS : a.scope(),
                      !a.reduction(),
                      a.written(),
                      chooser));
      case Action.Fence a -> memory.fence(agent, a.order(), a.scope());
      case Action.ProxyFence a -> {
        if (a.alias()) {
          memory.fenceAlias(agent);
        } else {
          WeakMemory.fenceAsync(
              agent, address -> a.spaces().covers(program.locations().get(address), agent.place));
        }
      }
      case Action.Barrier a -> {
        if (arrived[who]) {
          agent.views.join(meeting(key(who, a)).views);
          arrived[who] = false;
        } else {
          arrive(key(who, a), agent.views);
          arrived[who] = a.waits();
        }
        return !arrived[who];
      }
      case Action.ClusterArrive a ->
          arrive(key(agent.place, a.phase()), a.releases() ? agent.views : new Views());
      case Action.ClusterWait a -> agent.views.join(meeting(key(agent.place, a.phase())).views);
      case Action.BulkCopy a ->
          copies.add(new Copy(who, a, runs.size() + copies.size(), agent.place, agent.views));
      case Action.BulkWait a -> {
        for (Copy copy : copies) {
          if (copy.of(who, a) && !a.readsOnly()) {
            agent.views.join(copy.written());
          }
        }
      }
    }
    return true;
  }

  private static Operation operation(Action.Access access) {
    return new Operation(access.at().index(), access.order(), access.scope(), false);
  }

  private String key(int who, Action.Barrier barrier) {
    return "cta " + program.place(who) + " " + barrier.id() + " " + barrier.phase();
  }

  private static String key(Place place, int phase) {
    return "cluster " + place.gpu() + "." + place.cluster() + " " + phase;
  }

  private void arrive(String key, Views views) {
    Meeting before = meetings.getOrDefault(key, new Meeting(0, new Views()));
    Views joined = before.views.copy();
    joined.join(views);
    meetings.put(key, new Meeting(before.arrived + 1, joined));
  }

  private Meeting meeting(String key) {
    return meetings.getOrDefault(key, new Meeting(0, new Views()));
  }

  /** What decides all that may follow: equal for states that go on alike. */
  Object state() {
    return new Fingerprint(memory).of(runs, agents, ended(), arrived, meetingsState(), copies);
  }

  private boolean[] ended() {
    boolean[] ended = new boolean[next.length];
    for (int i = 0; i < ended.length; i++) {
      ended[i] = next[i] == null;
    }
    return ended;
  }

  private SortedMap<String, Views> meetingsState() {
    SortedMap<String, Views> views = new TreeMap<>();
    meetings.forEach((key, meeting) -> views.put(key + " " + meeting.arrived, meeting.views));
    return views;
  }

  /** A bulk copy on its way: its reads, then its writes, then its count on an mbarrier. */
  static final class Copy {
    final int thread;
    final Action.BulkCopy action;
    final Agent agent;
    final List<Long> values;
    final Views written;
    int writes;
    boolean counted;

    Copy(int thread, Action.BulkCopy action, int id, Place place, Views issued) {
      this(thread, action, new Agent(id, place, issued.copy()), new ArrayList<>(), new Views());
    }

    private Copy(
        int thread, Action.BulkCopy action, Agent agent, List<Long> values, Views written) {
      this.thread = thread;
      this.action = action;
      this.agent = agent;
      this.values = values;
      this.written = written;
      this.counted = action.mbarrier() == null;
    }

    Copy copy() {
      Copy other = new Copy(thread, action, agent.copy(), new ArrayList<>(values), written.copy());
      other.writes = writes;
      other.counted = counted;
      return other;
    }

    boolean of(int who, Action.BulkWait wait) {
      return thread == who && wait.tickets().contains(action.ticket());
    }

    boolean over(boolean readsOnly) {
      return values.size() == action.from().size() && (readsOnly || writes == action.to().size());
    }

    boolean done() {
      return over(false) && counted;
    }

    /** What seeing its completion shows: its own writes, to both proxies, and nothing before. */
    Views written() {
      return written;
    }

    void step(WeakMemory memory, Chooser chooser) {
      Location mbarrier = action.mbarrier();
      if (values.size() < action.from().size()) {
        int from = action.from().get(values.size()).index();
        values.add(
            memory.load(agent, new Operation(from, MemoryOrder.WEAK, Scope.SYS, true), chooser));
      } else if (writes < action.to().size()) {
        int to = action.to().get(writes).index();
        memory.store(
            agent,
            new Operation(to, MemoryOrder.WEAK, Scope.SYS, true),
            values.get(writes),
            chooser);
        long stamp = agent.views.at(to, true);
        written.see(to, false, stamp);
        written.see(to, true, stamp);
        writes++;
      } else if (mbarrier != null) {
        Agent counter = new Agent(agent.id, agent.place, written.copy());
        counter.views.see(mbarrier.index(), false, agent.views.at(mbarrier.index(), false));
        memory.atomic(
            counter,
            new Operation(mbarrier.index(), MemoryOrder.RELEASE, Scope.CLUSTER, false),
            Scope.SYS,
            false,
            old -> OptionalLong.of(action.completed(old)),
            chooser);
        counted = true;
      }
    }
  }
}

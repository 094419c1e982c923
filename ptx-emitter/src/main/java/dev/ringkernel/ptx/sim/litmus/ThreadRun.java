package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Location.Space;
import dev.ringkernel.ptx.sim.litmus.Step.Address;
import dev.ringkernel.ptx.sim.litmus.Step.Arg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a program on its way: registers, place in the code, and on which of its reads each
 * value depends. A memory model asks for the {@link #next} action, gives the value read by {@link
 * #complete}, and asks again. Not safe for threads; {@link #copy} gives a second one that goes its
 * own way.
 *
 * <p>Dependencies are those of the text: through registers into addresses and data, from a guard to
 * its instruction, from a branch to all that follows. {@code xor} and {@code sub} of a register
 * with itself depend on nothing.
 */
public final class ThreadRun {
  private final LitmusProgram program;
  private final LitmusThread thread;
  private final long[] registers;
  private final long[] origins;
  private final int[] jumps;
  private long control;
  private int line;
  private int reads;
  private boolean cut;
  private @Nullable Pending pending;
  private final Map<Integer, Integer> phases;
  private final List<List<Integer>> groups;
  private List<Integer> open;
  private int copies;
  private int rounds;

  /**
   * An action with what it depends on; the bits of a set are numbers of reads of this thread.
   *
   * @param action what is to be done
   * @param text the instruction
   * @param group 0, or the number that the elements of one vector instruction share
   * @param address reads that decide where and whether it happens
   * @param data reads that decide the value written
   */
  public record Taken(Action action, String text, int group, long address, long data) {}

  /** What to do with a value when it comes. */
  private record Pending(int result, ValueOf value) {}

  private interface ValueOf {
    long of(long read);
  }

  private ThreadRun(LitmusProgram program, LitmusThread thread) {
    this.program = program;
    this.thread = thread;
    this.registers = new long[thread.registers().size()];
    this.origins = new long[thread.registers().size()];
    this.jumps = new int[thread.lines().size()];
    this.phases = new TreeMap<>();
    this.groups = new ArrayList<>();
    this.open = new ArrayList<>();
  }

  private ThreadRun(ThreadRun other) {
    this.program = other.program;
    this.thread = other.thread;
    this.registers = other.registers.clone();
    this.origins = other.origins.clone();
    this.jumps = other.jumps.clone();
    this.control = other.control;
    this.line = other.line;
    this.reads = other.reads;
    this.cut = other.cut;
    this.pending = other.pending;
    this.phases = new TreeMap<>(other.phases);
    this.groups = new ArrayList<>(other.groups);
    this.open = new ArrayList<>(other.open);
    this.copies = other.copies;
    this.rounds = other.rounds;
  }

  /** The thread of this index at its start. */
  public static ThreadRun start(LitmusProgram program, int thread) {
    return new ThreadRun(program, program.thread(thread));
  }

  /** The same state, independent. */
  public ThreadRun copy() {
    return new ThreadRun(this);
  }

  /** Where the thread runs. */
  public Place place() {
    return thread.place();
  }

  /** Whether the thread was stopped because a loop went beyond the program's bound. */
  public boolean cut() {
    return cut;
  }

  /** The value of a register by name, as far as the thread has come. */
  public long register(String name) {
    int index = thread.registers().indexOf(name);
    if (index < 0) {
      throw new LitmusException(thread.name() + " has no register '" + name + "'");
    }
    return registers[index];
  }

  /** What decides the rest of the thread's way: equal for runs that go on alike. */
  public Object state() {
    List<Object> state = new ArrayList<>();
    state.add(line);
    state.add(cut);
    for (long register : registers) {
      state.add(register);
    }
    for (int count : jumps) {
      state.add(count);
    }
    state.add(phases);
    state.add(groups);
    state.add(open);
    state.add(copies);
    return List.copyOf(state);
  }

  /**
   * Gives the value that the last action read.
   *
   * @param value its bits
   */
  public void complete(long value) {
    Pending waiting = pending;
    if (waiting == null) {
      throw new IllegalStateException(thread.name() + " waits for no value");
    }
    if (waiting.result >= 0) {
      registers[waiting.result] = waiting.value.of(value);
      origins[waiting.result] = 1L << reads;
    }
    reads++;
    pending = null;
  }

  /** Runs to the next action and returns it; null at the end or where {@link #cut}. */
  public @Nullable Taken next() {
    if (pending != null) {
      throw new IllegalStateException(thread.name() + " waits for a value");
    }
    while (line < thread.lines().size() && !cut) {
      LitmusLine at = thread.lines().get(line);
      line++;
      long depends = control | (at.guard() < 0 ? 0 : origins[at.guard()]);
      boolean runs = at.guard() < 0 || (registers[at.guard()] != 0) != at.negated();
      if (at.step() instanceof Step.Branch) {
        control = depends;
      }
      if (runs) {
        Taken taken = run(at, depends);
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  private @Nullable Taken run(LitmusLine at, long depends) {
    return switch (at.step()) {
      case Step.Local s -> {
        local(s, depends);
        yield null;
      }
      case Step.Branch s -> {
        jump(s.target());
        yield null;
      }
      case Step.Exit ignored -> {
        line = thread.lines().size();
        yield null;
      }
      case Step.Load s -> {
        pending = new Pending(s.result(), v -> v);
        yield taken(
            at,
            new Action.Load(location(s.at(), s.bits()), s.order(), scope(s.order(), s.scope())),
            depends | origin(s.at().base()),
            0);
      }
      case Step.Store s -> {
        Location to = location(s.at(), s.bits());
        yield taken(
            at,
            new Action.Store(to, to.cut(value(s.value())), s.order(), scope(s.order(), s.scope())),
            depends | origin(s.at().base()),
            origin(s.value()));
      }
      case Step.Atomic s -> {
        pending = new Pending(s.result(), v -> v);
        Location to = location(s.at(), s.bits());
        long[] inputs = values(s.inputs());
        yield taken(
            at,
            new Action.Atomic(
                to,
                old -> cut(to, s.update().written(old, inputs)),
                s.order(),
                scope(s.order(), s.scope()),
                s.result() < 0,
                false),
            depends | origin(s.at().base()),
            origins(s.inputs()));
      }
      case Step.MbarrierInit s ->
          taken(
              at,
              new Action.Store(
                  mbarrier(s.at()),
                  Mbarrier.initial((int) value(s.count())).bits(),
                  MemoryOrder.WEAK,
                  Scope.SYS),
              depends | origin(s.at().base()),
              origin(s.count()));
      case Step.MbarrierUpdate s -> {
        pending = new Pending(s.result(), v -> v);
        long[] inputs = values(s.inputs());
        yield taken(
            at,
            new Action.Atomic(
                mbarrier(s.at()),
                old -> s.update().written(old, inputs),
                s.order(),
                s.scope(),
                false,
                true),
            depends | origin(s.at().base()),
            origins(s.inputs()));
      }
      case Step.MbarrierTest s -> {
        long phase = value(s.phase());
        boolean parity = s.parity();
        pending =
            new Pending(
                s.result(),
                v -> {
                  Mbarrier state = Mbarrier.of(v);
                  return (parity ? state.completed(phase) : state.completedSince(phase)) ? 1 : 0;
                });
        yield taken(
            at,
            new Action.Load(mbarrier(s.at()), s.order(), s.scope()),
            depends | origin(s.at().base()) | origin(s.phase()),
            0);
      }
      case Step.Fence s -> taken(at, new Action.Fence(s.order(), hostScope(s.scope())), depends, 0);
      case Step.ProxyFence s -> taken(at, new Action.ProxyFence(s.alias(), s.spaces()), depends, 0);
      case Step.Barrier s ->
          taken(
              at,
              new Action.Barrier(s.id(), s.waits(), phases.merge(s.id(), 1, Integer::sum) - 1),
              depends,
              0);
      case Step.ClusterArrive s ->
          taken(
              at,
              new Action.ClusterArrive(s.releases(), phases.merge(-1, 1, Integer::sum) - 1),
              depends,
              0);
      case Step.ClusterWait ignored ->
          taken(at, new Action.ClusterWait(phases.merge(-2, 1, Integer::sum) - 1), depends, 0);
      case Step.BulkCopy s -> copy(at, s, depends);
      case Step.BulkCommit ignored -> {
        groups.add(List.copyOf(open));
        open = new ArrayList<>();
        yield null;
      }
      case Step.BulkWait s -> {
        List<Integer> tickets = new ArrayList<>();
        for (List<Integer> group : groups.subList(0, Math.max(0, groups.size() - s.groups()))) {
          tickets.addAll(group);
        }
        yield taken(at, new Action.BulkWait(tickets, s.readsOnly()), depends, 0);
      }
    };
  }

  private Taken copy(LitmusLine at, Step.BulkCopy s, long depends) {
    int bytes = (int) value(s.bytes());
    Address counted = s.mbarrier();
    int ticket = copies++;
    if (counted == null) {
      open.add(ticket);
    }
    return taken(
        at,
        new Action.BulkCopy(
            elements(s.from(), bytes),
            elements(s.to(), bytes),
            counted == null ? null : mbarrier(counted),
            bytes,
            ticket),
        depends | origin(s.from().base()) | origin(s.to().base()) | origin(s.bytes()),
        0);
  }

  private Taken taken(LitmusLine at, Action action, long address, long data) {
    int group = at.group() == 0 ? 0 : at.group() + rounds * thread.lines().size();
    return new Taken(action, at.text(), group, address, data);
  }

  private static OptionalLong cut(Location to, OptionalLong written) {
    return written.isPresent() ? OptionalLong.of(to.cut(written.getAsLong())) : written;
  }

  private void local(Step.Local s, long depends) {
    long[] inputs = values(s.inputs());
    long from = s.cancels() ? depends : depends | origins(s.inputs());
    for (int i = 0; i < s.results().size(); i++) {
      registers[s.results().get(i)] = s.meaning().results().get(i).apply(inputs);
      origins[s.results().get(i)] = from;
    }
  }

  private void jump(int target) {
    if (target < line) {
      jumps[target]++;
      rounds++;
      cut = jumps[target] > program.unroll();
    }
    line = target;
  }

  private long value(Arg arg) {
    return switch (arg) {
      case Arg.Constant c -> c.bits();
      case Arg.Register r -> registers[r.index()] & (r.bits() >= 64 ? -1L : (1L << r.bits()) - 1);
    };
  }

  private long origin(Arg arg) {
    return switch (arg) {
      case Arg.Constant ignored -> 0;
      case Arg.Register r -> origins[r.index()];
    };
  }

  private long[] values(List<Arg> args) {
    return args.stream().mapToLong(this::value).toArray();
  }

  private long origins(List<Arg> args) {
    long all = 0;
    for (Arg arg : args) {
      all |= origin(arg);
    }
    return all;
  }

  private Location location(Address at, int bits) {
    long address = value(at.base()) + at.offset();
    Location location = program.at(address);
    if (location.type().bits() != bits) {
      throw new LitmusException(
          "an access of "
              + bits
              + " bits to "
              + location.name()
              + ", which has "
              + location.type().bits()
              + ": accesses of mixed sizes are not modelled");
    }
    check(location, at.space());
    return location;
  }

  private Location mbarrier(Address at) {
    Location location = location(at, 64);
    if (location.space() != Space.SHARED) {
      throw new LitmusException(location.name() + " is no mbarrier: it is not shared");
    }
    return location;
  }

  private List<Location> elements(Address at, int bytes) {
    long start = value(at.base()) + at.offset();
    List<Location> elements = new ArrayList<>();
    for (long done = 0; done < bytes; done += elements.getLast().bytes()) {
      elements.add(program.at(start + done));
      check(elements.getLast(), at.space());
    }
    return elements;
  }

  private void check(Location location, @Nullable String space) {
    Place owner = location.owner();
    String named = space == null ? "" : space;
    boolean reaches =
        owner == null
            ? named.isEmpty() || named.equals("global")
            : switch (named) {
              case "shared", "shared::cta" -> owner.equals(place());
              case "", "shared::cluster" -> place().includes(Scope.CLUSTER, owner);
              default -> false;
            };
    if (!reaches) {
      throw new LitmusException(
          thread.name()
              + " at "
              + place()
              + " cannot reach "
              + location.name()
              + (owner == null ? " in global memory" : " in the shared memory of " + owner)
              + (space == null ? "" : " by ." + space));
    }
  }

  private Scope scope(MemoryOrder order, Scope scope) {
    return order == MemoryOrder.WEAK ? Scope.SYS : hostScope(scope);
  }

  private Scope hostScope(Scope scope) {
    if (place().isHost() && scope != Scope.SYS) {
      throw new LitmusException(
          thread.name() + " runs on the host and takes no scope but sys, not " + scope);
    }
    return scope;
  }
}

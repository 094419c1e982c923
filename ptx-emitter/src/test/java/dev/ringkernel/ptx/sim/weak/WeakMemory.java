package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/**
 * The memory of the machine: histories, and the operations of agents on them. Addresses are
 * numbers; several may stand for one location. Not safe for threads.
 */
final class WeakMemory {
  private final SortedMap<Integer, History> histories;

  /** By address, the location; an address that is no alias stands for itself. */
  private final SortedMap<Integer, Integer> locations;

  /** All {@code fence.sc} so far. */
  private final List<Release> scFences;

  WeakMemory() {
    this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
  }

  private WeakMemory(
      SortedMap<Integer, History> histories,
      SortedMap<Integer, Integer> locations,
      List<Release> scFences) {
    this.histories = histories;
    this.locations = locations;
    this.scFences = scFences;
  }

  WeakMemory copy() {
    SortedMap<Integer, History> copied = new TreeMap<>();
    histories.forEach((location, history) -> copied.put(location, history.copy()));
    return new WeakMemory(copied, locations, new ArrayList<>(scFences));
  }

  /** A memory operation. */
  record Operation(int address, MemoryOrder order, Scope scope, boolean asyncProxy) {

    boolean strong() {
      return order != MemoryOrder.WEAK;
    }

    boolean acquires() {
      return order == MemoryOrder.ACQUIRE || order == MemoryOrder.ACQ_REL;
    }

    boolean releases() {
      return order == MemoryOrder.RELEASE || order == MemoryOrder.ACQ_REL;
    }
  }

  /** Declares an address: of a location of its own with a value, or of another's. */
  void declare(int address, int location, long initial) {
    locations.put(address, location);
    Access nobody = new Access(-1, Place.HOST, false, Scope.SYS, false, address);
    histories.computeIfAbsent(
        location,
        l -> new History(new Message(Message.INITIAL, initial, nobody, Message.NONE, List.of())));
  }

  SortedMap<Integer, History> histories() {
    return histories;
  }

  List<Release> scFences() {
    return scFences;
  }

  /** The history behind an address. */
  History history(int address) {
    Integer location = locations.get(address);
    History history = location == null ? null : histories.get(location);
    if (history == null) {
      throw new IllegalStateException("no location behind address " + address);
    }
    return history;
  }

  /** A load: some message that the view allows. */
  long load(Agent agent, Operation op, Chooser chooser) {
    List<Message> readable =
        history(op.address).readable(agent.views.at(op.address, op.asyncProxy));
    Message message = readable.get(Chooser.among(chooser, readable.size()));
    Access access = agent.access(op.strong(), op.scope, op.asyncProxy, op.address);
    observe(agent, op, access, message, true);
    return message.value();
  }

  /** A store, at some stamp that the view allows. */
  void store(Agent agent, Operation op, long value, Chooser chooser) {
    Access access = agent.access(op.strong(), op.scope, op.asyncProxy, op.address);
    List<Long> free = history(op.address).free(agent.views.at(op.address, op.asyncProxy), access);
    long stamp = free.get(Chooser.among(chooser, free.size()));
    write(agent, op, access, stamp, value, Message.NONE, List.of());
  }

  /**
   * An atomic: reads a message and, if it writes, writes behind it with nothing between that it is
   * morally strong with.
   *
   * @param reach the scope in which it is atomic
   * @param patterned whether its read may be part of an acquire pattern; not so for {@code red}
   */
  long atomic(
      Agent agent,
      Operation op,
      Scope reach,
      boolean patterned,
      LongFunction<OptionalLong> update,
      Chooser chooser) {
    History history = history(op.address);
    Access access = agent.access(true, reach, false, op.address);
    long view = agent.views.at(op.address, false);
    List<Message> readable = new ArrayList<>();
    List<List<Long>> stamps = new ArrayList<>();
    for (Message message : history.readable(view)) {
      List<Long> free = new ArrayList<>();
      if (update.apply(message.value()).isPresent()) {
        for (long stamp : history.free(message.stamp(), access)) {
          if (!history.strongBetween(message.stamp(), stamp, access)) {
            free.add(stamp);
          }
        }
      } else {
        free.add(Message.NONE);
      }
      if (!free.isEmpty()) {
        readable.add(message);
        stamps.add(free);
      }
    }
    int pick = Chooser.among(chooser, readable.size());
    Message message = readable.get(pick);
    long stamp = stamps.get(pick).get(Chooser.among(chooser, stamps.get(pick).size()));
    List<Release> carried = message.writer().morallyStrong(access) ? message.releases() : List.of();
    observe(agent, op, access, message, patterned);
    OptionalLong written = update.apply(message.value());
    if (written.isPresent()) {
      write(agent, op, access, stamp, written.getAsLong(), message.stamp(), carried);
    }
    return message.value();
  }

  private void observe(
      Agent agent, Operation op, Access access, Message message, boolean patterned) {
    if (access.morallyStrong(message.writer())) {
      agent.views.see(op.address, op.asyncProxy, message.stamp());
      if (op.strong() && patterned) {
        for (Release release : message.releases()) {
          agent.seen.add(new Agent.Seen(op.address, release));
        }
      }
    }
    if (op.acquires()) {
      acquire(agent, op.scope, address -> address == op.address);
    }
  }

  private static void acquire(Agent agent, Scope scope, IntPredicate addresses) {
    Access last = agent.access(true, scope, false, -1);
    for (Agent.Seen seen : agent.seen) {
      if (addresses.test(seen.address()) && last.morallyStrong(seen.release().first())) {
        agent.views.join(seen.release().views());
      }
    }
  }

  private void write(
      Agent agent,
      Operation op,
      Access access,
      long stamp,
      long value,
      long read,
      List<Release> carried) {
    List<Release> releases = new ArrayList<>(carried);
    if (op.releases()) {
      agent
          .released
          .computeIfAbsent(op.address, a -> new EnumMap<>(Scope.class))
          .put(op.scope, agent.release(op.scope));
    }
    if (op.strong()) {
      releases.addAll(agent.patterns(op.address));
    }
    history(op.address).insert(new Message(stamp, value, access, read, releases));
    agent.views.see(op.address, op.asyncProxy, stamp);
  }

  /** A memory fence. */
  void fence(Agent agent, MemoryOrder order, Scope scope) {
    if (order != MemoryOrder.RELEASE) {
      acquire(agent, scope, address -> true);
    }
    if (order == MemoryOrder.SC) {
      Access fence = agent.access(true, scope, false, -1);
      for (Release earlier : scFences) {
        if (fence.morallyStrong(earlier.first())) {
          agent.views.join(earlier.views());
        }
      }
      scFences.add(agent.release(scope));
    }
    if (order != MemoryOrder.ACQUIRE) {
      agent.fences.put(scope, agent.release(scope));
    }
  }

  /** {@code fence.proxy.async}: what the generic proxy has seen, the async proxy sees, too. */
  static void fenceAsync(Agent agent, IntPredicate covers) {
    agent
        .views
        .copy()
        .generic()
        .forEach(
            (address, stamp) -> {
              if (covers.test(address)) {
                agent.views.see(address, true, stamp);
              }
            });
  }

  /** {@code fence.proxy.alias}: what was seen at one address is seen at all of its location. */
  void fenceAlias(Agent agent) {
    agent
        .views
        .copy()
        .generic()
        .forEach(
            (address, stamp) ->
                locations.forEach(
                    (other, location) -> {
                      if (location.equals(locations.get(address))) {
                        agent.views.see(other, false, stamp);
                      }
                    }));
  }
}

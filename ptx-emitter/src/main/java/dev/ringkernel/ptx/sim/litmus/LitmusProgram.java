package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Threads with their places, the memory they share, and what of the end is observed. Immutable. */
public final class LitmusProgram {
  private final String name;
  private final List<Location> locations;
  private final List<LitmusThread> threads;
  private final int unroll;
  private final SortedSet<String> observed;
  private final Map<Long, Location> byAddress = new LinkedHashMap<>();

  /**
   * A program.
   *
   * @param unroll how often a thread may jump back to one line; executions that need more are left
   *     out
   * @param observed names of locations and registers ({@code P1:%r1}) that make an outcome
   */
  LitmusProgram(
      String name,
      List<Location> locations,
      List<LitmusThread> threads,
      int unroll,
      SortedSet<String> observed) {
    this.name = name;
    this.locations = List.copyOf(locations);
    this.threads = List.copyOf(threads);
    this.unroll = unroll;
    this.observed = new TreeSet<>(observed);
    for (Location location : locations) {
      byAddress.put(location.address(), location);
    }
    for (String each : observed) {
      checkObserved(each);
    }
    Meetings.check(this);
  }

  private void checkObserved(String each) {
    int colon = each.indexOf(':');
    if (colon < 0) {
      location(each);
    } else {
      String owner = each.substring(0, colon);
      LitmusThread thread =
          threads.stream()
              .filter(t -> t.name().equals(owner))
              .findFirst()
              .orElseThrow(() -> new LitmusException("'" + each + "': no thread " + owner));
      if (!thread.registers().contains(each.substring(colon + 1))) {
        throw new LitmusException("'" + each + "': " + owner + " has no such register");
      }
    }
  }

  /** The name with its case, as in {@code MP rel-acq}. */
  public String name() {
    return name;
  }

  /** All locations; a location's index is its position. */
  public List<Location> locations() {
    return locations;
  }

  /** The location of this name. */
  public Location location(String wanted) {
    return locations.stream()
        .filter(l -> l.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new LitmusException("'" + wanted + "' is no location of " + name));
  }

  /** How many threads there are. */
  public int size() {
    return threads.size();
  }

  /** The name of a thread, {@code P0}. */
  public String threadName(int thread) {
    return threads.get(thread).name();
  }

  /** Where a thread runs. */
  public Place place(int thread) {
    return threads.get(thread).place();
  }

  /** Names of what an outcome shows. */
  public SortedSet<String> observed() {
    return new TreeSet<>(observed);
  }

  /** How many threads of a thread's CTA meet at a barrier. */
  public int barrierThreads(int thread, int id) {
    int count = 0;
    for (LitmusThread other : threads) {
      boolean uses =
          other.lines().stream()
              .anyMatch(l -> l.step() instanceof Step.Barrier barrier && barrier.id() == id);
      count += uses && sameCta(threads.get(thread), other) ? 1 : 0;
    }
    return count;
  }

  /** How many threads of a thread's cluster meet at its barrier: all. */
  public int clusterThreads(int thread) {
    int count = 0;
    for (LitmusThread other : threads) {
      count += threads.get(thread).place().includes(Scope.CLUSTER, other.place()) ? 1 : 0;
    }
    return count;
  }

  List<LitmusThread> threads() {
    return threads;
  }

  LitmusThread thread(int index) {
    return threads.get(index);
  }

  int unroll() {
    return unroll;
  }

  Location at(long address) {
    Location location = byAddress.get(address);
    if (location == null) {
      throw new LitmusException(
          "no location of " + name + " stands at the address 0x" + Long.toHexString(address));
    }
    return location;
  }

  /**
   * The outcome of finished threads and final memory.
   *
   * @param memory final values by the index of the location that holds them
   */
  public Outcome outcome(List<ThreadRun> runs, long[] memory) {
    SortedMap<String, Long> values = new TreeMap<>();
    for (String each : observed) {
      int colon = each.indexOf(':');
      if (colon < 0) {
        values.put(each, memory[location(each).memory()]);
      } else {
        String owner = each.substring(0, colon);
        for (int i = 0; i < threads.size(); i++) {
          if (threads.get(i).name().equals(owner)) {
            values.put(each, runs.get(i).register(each.substring(colon + 1)));
          }
        }
      }
    }
    return new Outcome(values);
  }

  /** Whether the outcome shows the final value of the bytes at {@code memory}. */
  public boolean observesMemory(int memory) {
    for (Location location : locations) {
      if (location.memory() == memory && observed.contains(location.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether two threads are of one CTA and may meet at its barriers. */
  boolean sameCta(LitmusThread a, LitmusThread b) {
    return !a.place().isHost() && a.place().includes(Scope.CTA, b.place());
  }
}

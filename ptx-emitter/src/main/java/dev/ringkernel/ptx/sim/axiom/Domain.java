package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which values may ever be where, and all ways of each thread over these values.
 *
 * <p>A value that is written has a history: the values that it was computed from, and theirs. No
 * value is the reason for itself, so a history goes through each location at most as often as some
 * execution writes there. Values that need more are left out, which ends the growth of counters.
 */
final class Domain {
  private final LitmusProgram program;

  /** By location, each value with the least number of writes to each location in its history. */
  private final List<SortedMap<Long, int[]>> values = new ArrayList<>();

  private final List<List<Trace>> traces = new ArrayList<>();

  private Domain(LitmusProgram program) {
    this.program = program;
    int size = program.locations().size();
    for (Location location : program.locations()) {
      SortedMap<Long, int[]> initial = new TreeMap<>();
      if (!location.isAlias()) {
        initial.put(location.initial(), new int[size]);
      }
      values.add(initial);
    }
  }

  /** The traces of each thread over all values that may be. */
  static List<List<Trace>> traces(LitmusProgram program) {
    Domain domain = new Domain(program);
    boolean changed = true;
    while (changed) {
      domain.trace();
      changed = domain.grow();
    }
    return domain.traces;
  }

  private void trace() {
    List<SortedSet<Long>> known = new ArrayList<>();
    for (SortedMap<Long, int[]> each : values) {
      known.add(new TreeSet<>(each.keySet()));
    }
    traces.clear();
    for (int thread = 0; thread < program.size(); thread++) {
      traces.add(Traces.of(program, thread, known));
    }
  }

  private boolean grow() {
    int[] most = new int[values.size()];
    for (List<Trace> ways : traces) {
      int[] own = new int[most.length];
      for (Trace way : ways) {
        int[] here = new int[most.length];
        for (Event event : way.events()) {
          if (event.kind() == Event.Kind.WRITE) {
            here[event.memory()]++;
            own[event.memory()] = Math.max(own[event.memory()], here[event.memory()]);
          }
        }
      }
      for (int i = 0; i < most.length; i++) {
        most[i] += own[i];
      }
    }
    boolean changed = false;
    for (List<Trace> ways : traces) {
      for (Trace way : ways) {
        changed |= grow(way, most);
      }
    }
    return changed;
  }

  private boolean grow(Trace way, int[] most) {
    boolean changed = false;
    int[][] histories = new int[way.events().size()][];
    for (int i = 0; i < way.events().size(); i++) {
      Event event = way.events().get(i);
      int[] history = new int[most.length];
      for (int j = 0; j < i; j++) {
        if (((way.depends().get(i) >>> j) & 1) != 0) {
          max(history, histories[j]);
        }
      }
      if (event.reads()) {
        int[] read = values.get(event.memory()).get(event.value());
        if (read == null) {
          throw new IllegalStateException("a value read that is in no domain");
        }
        max(history, read);
      }
      if (event.kind() == Event.Kind.WRITE && ++history[event.memory()] <= most[event.memory()]) {
        changed |= put(event, history);
      }
      histories[i] = history;
    }
    return changed;
  }

  private boolean put(Event write, int[] history) {
    int[] old = values.get(write.memory()).get(write.value());
    int[] least = old == null ? history : old.clone();
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(least[i], history[i]);
    }
    if (old != null && Arrays.equals(old, least)) {
      return false;
    }
    values.get(write.memory()).put(write.value(), least.clone());
    return true;
  }

  private static void max(int[] into, int[] other) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
  }
}

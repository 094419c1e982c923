package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cheap test of a choice of traces, before any relation is built: every value read is written
 * by someone, or was there at first.
 */
final class Justification {
  private final LitmusProgram program;

  /** Whether what a thread cannot read for reasons of its own program order counts, too. */
  private final boolean lenient;

  private final List<List<Trace>> traces;
  private final List<Set<Written>> all = new ArrayList<>();

  private record Written(int memory, long value) {}

  private Justification(LitmusProgram program, List<List<Trace>> traces, boolean lenient) {
    this.program = program;
    this.traces = new ArrayList<>(traces);
    this.lenient = lenient;
  }

  /**
   * Drops the traces that no choice of the others can justify.
   *
   * @param lenient keep what only program order forbids, as explanations want it
   */
  static Justification of(LitmusProgram program, List<List<Trace>> traces, boolean lenient) {
    Justification justification = new Justification(program, traces, lenient);
    justification.filter();
    return justification;
  }

  List<Trace> traces(int thread) {
    return traces.get(thread);
  }

  private void filter() {
    boolean changed = true;
    while (changed) {
      changed = false;
      all.clear();
      for (List<Trace> ways : traces) {
        Set<Written> own = new HashSet<>();
        for (Trace way : ways) {
          add(own, way);
        }
        all.add(own);
      }
      for (int thread = 0; thread < traces.size(); thread++) {
        List<Trace> kept = new ArrayList<>();
        for (Trace way : traces.get(thread)) {
          if (possible(List.of(way), thread)) {
            kept.add(way);
          }
        }
        changed |= kept.size() != traces.get(thread).size();
        traces.set(thread, kept);
      }
    }
  }

  private static void add(Set<Written> set, Trace way) {
    for (Event event : way.events()) {
      if (event.kind() == Event.Kind.WRITE) {
        set.add(new Written(event.memory(), event.value()));
      }
    }
  }

  private boolean possible(List<Trace> one, int thread) {
    Set<Written> others = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      if (i != thread) {
        others.addAll(all.get(i));
      }
    }
    return justified(one.getFirst(), others);
  }

  /** Whether the first threads' traces may be part of an execution. */
  boolean possible(List<Trace> chosen) {
    for (int reader = 0; reader < chosen.size(); reader++) {
      Set<Written> others = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        if (i >= chosen.size()) {
          others.addAll(all.get(i));
        } else if (i != reader) {
          add(others, chosen.get(i));
        }
      }
      if (!justified(chosen.get(reader), others)) {
        return false;
      }
    }
    return true;
  }

  private boolean justified(Trace way, Set<Written> others) {
    for (Event read : way.events()) {
      if (read.reads()
          && !others.contains(new Written(read.memory(), read.value()))
          && !byItself(way, read)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the thread itself or the initial value gives what it reads. */
  private boolean byItself(Trace way, Event read) {
    boolean initial = program.locations().get(read.memory()).initial() == read.value();
    boolean unordered = false;
    boolean last = false;
    for (Event write : way.events()) {
      if (write.kind() != Event.Kind.WRITE
          || write.memory() != read.memory()
          || write.id() == read.partner()) {
        continue;
      }
      boolean ordered =
          !lenient
              && write.inProgramOrder()
              && read.inProgramOrder()
              && write.location().equals(read.location());
      if (!ordered) {
        unordered |= write.value() == read.value();
      } else if (write.id() < read.id()) {
        // Nothing older than the thread's own last write can be read at this address.
        initial = false;
        last = write.value() == read.value();
      }
    }
    return initial || unordered || last;
  }
}

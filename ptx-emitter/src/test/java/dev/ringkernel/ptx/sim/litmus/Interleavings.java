package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.sim.litmus.ThreadRun.Taken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sequential consistency: the outcomes of all interleavings over one memory. */
public final class Interleavings {
  private final LitmusProgram program;
  private final SortedSet<Outcome> outcomes = new TreeSet<>();
  private final Set<Object> seen = new HashSet<>();

  private Interleavings(LitmusProgram program) {
    this.program = program;
  }

  /** All outcomes of a program of loads, stores, atomics and fences. */
  public static SortedSet<Outcome> outcomes(LitmusProgram program) {
    Interleavings all = new Interleavings(program);
    List<ThreadRun> runs = new ArrayList<>();
    for (int i = 0; i < program.size(); i++) {
      runs.add(ThreadRun.start(program, i));
    }
    long[] memory = new long[program.locations().size()];
    Arrays.setAll(memory, i -> program.locations().get(i).initial());
    all.explore(runs, new boolean[runs.size()], memory);
    return all.outcomes;
  }

  private void explore(List<ThreadRun> runs, boolean[] ended, long[] memory) {
    List<Object> state = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      state.add(ended[i]);
      state.add(runs.get(i).state());
    }
    for (long value : memory) {
      state.add(value);
    }
    if (!seen.add(state)) {
      return;
    }
    boolean all = true;
    for (int i = 0; i < runs.size(); i++) {
      if (ended[i]) {
        continue;
      }
      all = false;
      List<ThreadRun> next = new ArrayList<>(runs);
      ThreadRun run = runs.get(i).copy();
      next.set(i, run);
      long[] changed = memory.clone();
      boolean[] done = ended.clone();
      Taken taken = run.next();
      while (taken != null
          && (taken.action() instanceof Action.Fence
              || taken.action() instanceof Action.ProxyFence)) {
        taken = run.next();
      }
      if (taken == null) {
        done[i] = true;
        if (!run.cut()) {
          explore(next, done, changed);
        }
        return;
      }
      step(run, taken, changed);
      explore(next, done, changed);
    }
    if (all) {
      outcomes.add(program.outcome(runs, memory));
    }
  }

  private static void step(ThreadRun run, Taken taken, long[] memory) {
    switch (taken.action()) {
      case Action.Load load -> run.complete(memory[load.at().memory()]);
      case Action.Store store -> memory[store.at().memory()] = store.value();
      case Action.Atomic atomic -> {
        long old = memory[atomic.at().memory()];
        OptionalLong written = atomic.written().apply(old);
        memory[atomic.at().memory()] = written.orElse(old);
        run.complete(old);
      }
      case Action.Fence a -> throw new IllegalArgumentException("no step: " + a);
      case Action.ProxyFence a -> throw new IllegalArgumentException("no step: " + a);
      case Action.Barrier a -> throw new IllegalArgumentException("waits: " + a);
      case Action.ClusterArrive a -> throw new IllegalArgumentException("waits: " + a);
      case Action.ClusterWait a -> throw new IllegalArgumentException("waits: " + a);
      case Action.BulkCopy a -> throw new IllegalArgumentException("asynchronous: " + a);
      case Action.BulkWait a -> throw new IllegalArgumentException("asynchronous: " + a);
    }
  }
}

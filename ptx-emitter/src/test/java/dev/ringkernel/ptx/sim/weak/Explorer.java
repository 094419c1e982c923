package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.sim.litmus.LitmusException;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Runs litmus programs on the machine: every way, or ways by chance. */
final class Explorer {
  /** More states are refused. */
  private static final int LIMIT = 2_000_000;

  private Explorer() {}

  /** The outcomes of all ways to take steps and choices. */
  static SortedSet<Outcome> all(LitmusProgram program) {
    SortedSet<Outcome> outcomes = new TreeSet<>();
    Set<Object> seen = new HashSet<>();
    Deque<LitmusMachine> open = new ArrayDeque<>();
    LitmusMachine first = LitmusMachine.start(program);
    seen.add(first.state());
    open.push(first);
    while (!open.isEmpty()) {
      LitmusMachine machine = open.pop();
      List<Integer> ready = machine.ready();
      if (ready.isEmpty()) {
        add(machine, outcomes);
      }
      for (int who : ready) {
        for (LitmusMachine next : steps(machine, who)) {
          if (!next.cut() && seen.add(next.state())) {
            open.push(next);
          }
        }
      }
      if (seen.size() > LIMIT) {
        throw new LitmusException(program.name() + " has more than " + LIMIT + " states");
      }
    }
    return outcomes;
  }

  private static void add(LitmusMachine machine, SortedSet<Outcome> outcomes) {
    Outcome outcome = machine.outcome();
    if (outcome != null) {
      outcomes.add(outcome);
    }
  }

  /** The states that one step may lead to, one for each way to choose in it. */
  private static List<LitmusMachine> steps(LitmusMachine machine, int who) {
    List<LitmusMachine> results = new ArrayList<>();
    List<Integer> script = new ArrayList<>();
    do {
      LitmusMachine next = machine.copy();
      Script chooser = new Script(script);
      next.step(who, chooser);
      results.add(next);
      script = chooser.following();
    } while (!script.isEmpty());
    return results;
  }

  /** Takes given choices, then the first ones, and knows what comes next. */
  private static final class Script implements Chooser {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private final List<Integer> given;

    Script(List<Integer> given) {
      this.given = given;
    }

    @Override
    public int choose(int count) {
      int choice = taken.size() < given.size() ? given.get(taken.size()) : 0;
      taken.add(choice);
      options.add(count);
      return choice;
    }

    /** The next script in order; empty behind the last. */
    List<Integer> following() {
      List<Integer> next = new ArrayList<>(taken);
      while (!next.isEmpty()) {
        int last = next.removeLast();
        if (last + 1 < options.get(next.size())) {
          next.add(last + 1);
          return next;
        }
      }
      return next;
    }
  }

  /** The outcomes of {@code runs} random runs. */
  static SortedSet<Outcome> random(LitmusProgram program, long seed, int runs) {
    Random random = new Random(seed);
    SortedSet<Outcome> outcomes = new TreeSet<>();
    for (int i = 0; i < runs; i++) {
      LitmusMachine machine = LitmusMachine.start(program);
      List<Integer> ready = machine.ready();
      while (!ready.isEmpty() && !machine.cut()) {
        machine.step(ready.get(random.nextInt(ready.size())), random::nextInt);
        ready = machine.ready();
      }
      if (!machine.cut()) {
        add(machine, outcomes);
      }
    }
    return outcomes;
  }
}

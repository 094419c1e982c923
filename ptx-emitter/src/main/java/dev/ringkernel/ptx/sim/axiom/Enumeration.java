package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.axiom.Execution.Sources;
import dev.ringkernel.ptx.sim.litmus.LitmusException;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All candidates of a program: each way of each thread, each source of each read, each order of
 * {@code fence.sc} and each coherence order, in a fixed order.
 */
final class Enumeration {
  /** More candidates are refused. */
  private static final long LIMIT = 20_000_000;

  private final LitmusProgram program;
  private final Justification justification;
  private final Visitor visitor;
  private long candidates;

  /** Sees every candidate that is complete. */
  interface Visitor {
    /** An execution: it violates nothing. */
    void allowed(Outcome outcome);

    /**
     * A candidate that is none.
     *
     * @param outcome what it would leave
     * @param execution its relations; null where the values alone are impossible
     */
    void forbidden(
        Outcome outcome, Skeleton base, @Nullable Execution execution, Violation violation);

    /** Whether the other method wants to be called. */
    boolean wantsForbidden();
  }

  private Enumeration(LitmusProgram program, Visitor visitor) {
    this.program = program;
    this.visitor = visitor;
    this.justification =
        Justification.of(program, Domain.traces(program), visitor.wantsForbidden());
  }

  static void run(LitmusProgram program, Visitor visitor) {
    new Enumeration(program, visitor).combine(0, new ArrayList<>());
  }

  private void combine(int thread, List<Trace> chosen) {
    if (thread < program.size()) {
      for (Trace way : justification.traces(thread)) {
        count();
        chosen.add(way);
        if (justification.possible(chosen)) {
          combine(thread + 1, chosen);
        }
        chosen.removeLast();
      }
      return;
    }
    Skeleton base = Skeleton.of(program, chosen);
    int[] source = new int[base.size()];
    Arrays.fill(source, -1);
    choose(base, source, 0);
  }

  private void count() {
    if (++candidates > LIMIT) {
      throw new LitmusException(
          program.name()
              + " has more than "
              + LIMIT
              + " candidate executions; make the program smaller");
    }
  }

  private void choose(Skeleton base, int[] source, int next) {
    if (next == base.reads.size()) {
      count();
      judge(base, Sources.of(base, source.clone()));
      return;
    }
    Event read = base.event(base.reads.get(next));
    for (int write : base.writes) {
      Event from = base.event(write);
      if (from.memory() == read.memory()
          && from.value() == read.value()
          && write != read.partner()) {
        source[read.id()] = write;
        choose(base, source, next + 1);
      }
    }
    source[read.id()] = -1;
  }

  private void judge(Skeleton base, Sources sources) {
    Violation thin = sources.thinAir();
    if (thin != null) {
      refuse(base, null, thin);
      return;
    }
    for (Execution execution : sources.executions()) {
      Violation violation = execution.violation();
      if (violation != null) {
        refuse(base, execution, violation);
      } else {
        memory(execution, 0, new long[program.locations().size()], null);
      }
    }
  }

  /** Takes the locations one by one: their coherence orders do not depend on each other. */
  private void memory(
      Execution execution, int location, long[] finals, @Nullable Violation violation) {
    if (location == program.locations().size()) {
      Outcome outcome = program.outcome(execution.base.ends, finals);
      if (violation == null) {
        visitor.allowed(outcome);
      } else {
        visitor.forbidden(outcome, execution.base, execution, violation);
      }
      return;
    }
    if (program.locations().get(location).isAlias()) {
      memory(execution, location + 1, finals, violation);
      return;
    }
    boolean observed = program.observesMemory(location);
    Coherence.orders(
        execution,
        location,
        (last, broken) -> {
          Violation first = violation == null ? broken : violation;
          if (first == null || visitor.wantsForbidden()) {
            for (Event write : last) {
              finals[location] = write.value();
              memory(execution, location + 1, finals, first);
              if (!observed) {
                break;
              }
            }
          }
          return observed || broken != null;
        });
  }

  /** A candidate that is refused before it is said what memory holds in the end: anything. */
  private void refuse(Skeleton base, @Nullable Execution execution, Violation violation) {
    if (visitor.wantsForbidden()) {
      refuse(base, execution, violation, 0, new long[program.locations().size()]);
    }
  }

  private void refuse(
      Skeleton base,
      @Nullable Execution execution,
      Violation violation,
      int location,
      long[] finals) {
    if (location == finals.length) {
      visitor.forbidden(program.outcome(base.ends, finals), base, execution, violation);
      return;
    }
    SortedSet<Long> values = new TreeSet<>();
    for (int write : base.writes) {
      if (base.event(write).memory() == location) {
        values.add(base.event(write).value());
      }
    }
    boolean observed = program.observesMemory(location);
    if (!observed || values.isEmpty()) {
      values = new TreeSet<>(List.of(0L));
    }
    for (long value : values) {
      finals[location] = value;
      refuse(base, execution, violation, location + 1, finals);
    }
  }
}

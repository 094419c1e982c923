package dev.ringkernel.ptx.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bounded systematic search through schedules, and through what loads may return in the weak
 * mode: first the run without deviations, then all with one, then those with two, up to a bound
 * (after Emmi, Qadeer, Rakamarić, "Delay-Bounded Scheduling", POPL 2011). Where a run has more
 * choices than the search has runs left, deviations are tried at even distances over the run.
 *
 * <pre>{@code
 * Exploration exploration = new Exploration(1000, 2);
 * for (Optional<SimSchedule.Explore> next; (next = exploration.next()).isPresent(); ) {
 *   try (SimMachine machine = SimMachine.open(options.withSchedule(next.get()))) {
 *     … run a kernel, check its results …
 *     exploration.ran(next.get(), machine);
 *   }
 * }
 * }</pre>
 */
public final class Exploration {
  private final int most;
  private final int deviations;
  private final Deque<SimSchedule.Explore> open = new ArrayDeque<>();
  private int begun;
  private boolean cut;

  /**
   * @param most runs at most
   * @param deviations deviations of a run at most
   */
  public Exploration(int most, int deviations) {
    if (most < 1 || deviations < 0) {
      throw new IllegalArgumentException(
          "An exploration has at least one run and no negative deviations, not "
              + most
              + " and "
              + deviations
              + ".");
    }
    this.most = most;
    this.deviations = deviations;
    this.open.add(SimSchedule.Explore.PLAIN);
  }

  /** The schedule of the next run; empty where all were run, or as many as may be. */
  public Optional<SimSchedule.Explore> next() {
    if (begun == most || open.isEmpty()) {
      cut |= !open.isEmpty();
      return Optional.empty();
    }
    begun++;
    return Optional.of(open.poll());
  }

  /** Runs so far. */
  public int runs() {
    return begun;
  }

  /** Whether all within the bound of deviations were run, once {@link #next} gives none. */
  public boolean complete() {
    return !cut;
  }

  /** Tells what choices the run of a schedule had, once its kernels have ended. */
  public void ran(SimSchedule.Explore schedule, SimMachine machine) {
    SortedMap<Integer, Integer> taken = schedule.deviations();
    if (taken.size() == deviations) {
      return;
    }
    List<Integer> options = machine.choices();
    int first = taken.isEmpty() ? 0 : taken.lastKey() + 1;
    long alternatives = 0;
    for (int i = first; i < options.size(); i++) {
      alternatives += options.get(i) - 1;
    }
    // Those that wait with as many deviations shall have as much room for more.
    long peers = open.stream().filter(e -> e.deviations().size() == taken.size()).count();
    long room = Math.max(0, most - begun - open.size()) / (peers + 1);
    long step = Math.max(1, room == 0 ? alternatives : (alternatives + room - 1) / room);
    cut |= step > 1;
    long number = 0;
    for (int i = first; i < options.size(); i++) {
      for (int option = 1; option < options.get(i); option++) {
        if (number++ % step == 0 && room-- > 0) {
          SortedMap<Integer, Integer> more = new TreeMap<>(taken);
          more.put(i, option);
          open.add(new SimSchedule.Explore(more));
        }
      }
    }
  }
}

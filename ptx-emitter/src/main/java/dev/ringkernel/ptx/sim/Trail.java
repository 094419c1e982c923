package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The choices of a run under {@link SimSchedule.Explore}: the first option, but where the schedule
 * deviates. Threads: the one that runs the kernels writes; others read when it is done.
 */
final class Trail implements Choices {
  private final SortedMap<Integer, Integer> deviations;
  private final List<Integer> options = new ArrayList<>();

  Trail(SimSchedule.Explore schedule) {
    this.deviations = schedule.deviations();
  }

  /** One of so many options; where there is but one it is no choice. */
  synchronized int choose(int count) {
    if (count < 2) {
      return 0;
    }
    int choice = deviations.getOrDefault(options.size(), 0);
    options.add(count);
    // Another program may have fewer options here.
    return Math.min(choice, count - 1);
  }

  /** How many options each choice had so far. */
  synchronized List<Integer> options() {
    return List.copyOf(options);
  }

  @Override
  public int behind(int count) {
    return choose(count);
  }

  @Override
  public boolean seesRacing() {
    return true;
  }

  @Override
  public boolean publishes() {
    return choose(2) == 0;
  }
}

package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * The copies of one kind that a thread has issued, in the groups that it commits and waits for.
 * Flights that are known to have landed are forgotten.
 */
final class Copies {
  /** All in order of issue; {@code forgotten} earlier ones are no longer here. */
  private final List<Flight> flights = new ArrayList<>();

  /** How many had been issued when each group was committed, the oldest group first. */
  private final List<Integer> groups = new ArrayList<>();

  private int forgotten;
  private int time;

  /** In the weak mode, the time since which one knows those that have landed here. */
  int time() {
    return time;
  }

  void add(Flight flight) {
    flights.add(flight);
  }

  /** How many were issued. */
  int issued() {
    return forgotten + flights.size();
  }

  void commit() {
    groups.add(issued());
  }

  /** Waits until at most so many of the latest groups are open. */
  void await(long open) {
    int over = (int) Math.max(0, groups.size() - Math.min(open, groups.size()));
    if (over > 0) {
      awaited(groups.get(over - 1));
      landFirst(groups.get(over - 1));
      groups.subList(0, over).clear();
    }
  }

  /** As {@link #await}, but for the reading of the sources only. */
  void awaitRead(long open) {
    int over = (int) Math.max(0, groups.size() - Math.min(open, groups.size()));
    if (over > 0) {
      for (int i = 0; i < groups.get(over - 1) - forgotten; i++) {
        flights.get(i).read();
      }
      awaited(groups.get(over - 1));
    }
  }

  /** The thread waits for the first {@code count}. */
  private void awaited(int count) {
    if (count > forgotten) {
      flights.get(count - forgotten - 1).awaited();
    }
  }

  /** Lands the first {@code count} of all that were issued. */
  void landFirst(int count) {
    int here = count - forgotten;
    if (here > 0) {
      for (Flight flight : flights.subList(0, here)) {
        flight.land();
        time = Math.max(time, flight.time());
      }
      flights.subList(0, here).clear();
      forgotten = count;
    }
  }
}

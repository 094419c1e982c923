package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * The asynchronous operations of a cluster that have not ended. When they do is the schedule's
 * choice: in order they end where they are issued; by chance they end late, so that a missing wait
 * shows.
 */
final class Flights {
  /** Of so many that are pending, one lands in a round. */
  private static final int ONE_IN = 4;

  private final boolean late;
  private final List<Flight> pending = new ArrayList<>();

  Flights(SimSchedule schedule) {
    this.late =
        switch (schedule) {
          case SimSchedule.InOrder o -> false;
          case SimSchedule.Random r -> true;
          case SimSchedule.Explore e -> true;
        };
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  void start() {
    pending.clear();
  }

  /** An operation is issued. */
  void issue(Flight flight) {
    if (late) {
      pending.add(flight);
    } else {
      flight.land();
    }
  }

  /** Lands some, as it comes. */
  void round(Chooser chooser) {
    if (pending.isEmpty()) {
      return;
    }
    int landing = 0;
    for (int i = 0; i < pending.size(); i++) {
      landing += chooser.start(ONE_IN) == 0 ? 1 : 0;
    }
    while (landing > 0 && landOne(chooser)) {
      landing--;
    }
  }

  /** Lands one, where nothing else can happen; says whether there was one. */
  boolean landOne(Chooser chooser) {
    pending.removeIf(Flight::landed);
    if (pending.isEmpty()) {
      return false;
    }
    Flight flight = pending.remove(chooser.start(pending.size()));
    flight.land();
    return true;
  }

  /** A block ends, and what it started may not need its shared memory any more. */
  void blockEnds(Block block) {
    for (Flight flight : pending) {
      if (flight.landed() || !flight.isOf(block)) {
        continue;
      }
      if (flight.stillReads(block)) {
        throw flight.fault(
            SimFault.Kind.ILLEGAL_ADDRESS,
            "block "
                + block.index()
                + " ended while this copy was still reading its shared memory; wait for it before");
      }
      flight.land();
    }
  }
}

package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/** Runs clusters for a while each, for one thread of the simulator. */
final class Turn {

  /** How a turn ended. */
  enum Outcome {
    /** All threads have ended, or the launch has. */
    ENDED,
    /** There is more to do. */
    RAN,
    /** Whoever runs only looks whether something has happened. */
    POLLS,
    /** Whoever lives sleeps, or waits for one that does. */
    SLEEPS
  }

  /** Instructions after which a turn ends, however much there is to do. */
  private static final int BUDGET = 1 << 18;

  private static final int WARP_BUDGET = 1 << 16;

  private final SimClockwork clock;
  private final Chooser chooser;
  private final @Nullable Checker checker;
  private final boolean looksForStuck;
  private @Nullable Lane current;
  private int executed;
  private boolean worked;

  Turn(SimClockwork clock, Chooser chooser, @Nullable Checker checker) {
    this.checker = checker;
    this.looksForStuck = checker != null && checker.wants(SimCheck.PROGRESS);
    this.clock = clock;
    this.chooser = chooser;
  }

  /** Gives a cluster its turn; a fault of one of its lanes ends the launch. */
  Outcome run(LaunchRun run, Cluster cluster) {
    executed = 0;
    current = null;
    try {
      return rounds(run, cluster);
    } catch (LaneFault fault) {
      executed += current == null ? 0 : current.spent;
      run.stop(Faults.of(run, current, fault));
      Lane at = fault.lane(current);
      if (checker != null && at != null) {
        Faulted.report(checker, at, fault.pc(at), fault);
      }
      return Outcome.ENDED;
    } finally {
      run.count(executed);
    }
  }

  private Outcome rounds(LaunchRun run, Cluster cluster) {
    while (!run.stopped()) {
      int before = executed;
      worked = false;
      cluster.flights.round(chooser);
      run.publish();
      boolean sleeping = false;
      Block[] blocks = cluster.blocks();
      int firstBlock = chooser.start(blocks.length);
      for (int b = 0; b < blocks.length; b++) {
        Warp[] warps = blocks[(firstBlock + b) % blocks.length].warps;
        int firstWarp = chooser.start(warps.length);
        for (int w = 0; w < warps.length; w++) {
          Warp warp = warps[(firstWarp + w) % warps.length];
          if (warp.sleeping != 0) {
            warp.wake(clock.now());
          }
          if ((warp.ready | warp.gathering) != 0) {
            run(run, warp);
          }
          sleeping |= warp.sleeping != 0;
        }
      }
      // Who was stopped in this round had no chance to run: that is no deadlock.
      if (cluster.ended() || run.stopped()) {
        return Outcome.ENDED;
      }
      if (executed == before && !worked) {
        if (sleeping) {
          return Outcome.SLEEPS;
        }
        if (cluster.flights.landOne(chooser)) {
          continue;
        }
        SimFault fault = Faults.deadlock(run, cluster);
        run.stop(fault);
        if (checker != null) {
          Faulted.deadlock(checker, cluster, fault.sentence());
        }
        return Outcome.ENDED;
      }
      if (!worked) {
        return Outcome.POLLS;
      }
      if (executed >= BUDGET || chooser.goesRound()) {
        return Outcome.RAN;
      }
    }
    return Outcome.ENDED;
  }

  private void run(LaunchRun run, Warp warp) {
    SimCode code = run.code;
    boolean exact = chooser.exact();
    int until = executed + WARP_BUDGET;
    int hadTheirTurn = 0;
    do {
      while ((warp.ready & ~hadTheirTurn) != 0 && executed < until && !run.stopped()) {
        Lane t = chooser.lane(warp, warp.ready & ~hadTheirTurn);
        current = t;
        t.polls = 0;
        int quantum = chooser.quantum();
        int done =
            exact ? Interpreter.exactly(code, t, quantum) : Interpreter.run(code, t, quantum);
        executed += done;
        clock.step(done);
        if (looksForStuck && checker != null) {
          checker.stuck().turn(t);
        }
        if (t.state == Lane.State.READY) {
          hadTheirTurn |= t.bit;
          worked |= done >= quantum;
        } else {
          worked |= t.state != Lane.State.SLEEPING;
        }
      }
      worked |= warp.gather();
    } while ((warp.ready & ~hadTheirTurn) != 0 && executed < until && !run.stopped());
  }
}

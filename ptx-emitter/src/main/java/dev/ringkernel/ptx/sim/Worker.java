package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the simulator. It gives the clusters that it has started turns, and starts further
 * ones only while those still run, so that a grid of short blocks keeps few of them in memory.
 */
final class Worker implements Runnable {
  /** Shorter waits are not worth leaving the processor for. */
  private static final long SHORT = 50_000;

  private static final long LONGEST = 1_000_000;

  private final Dispatcher dispatcher;
  private final SimClockwork clock;
  private final Chooser chooser;
  private final Turn turn;
  private final @Nullable Checker checker;
  private final List<Active> active = new ArrayList<>();

  private record Active(Dispatcher.Start start, Cluster cluster) {}

  Worker(Dispatcher dispatcher, SimClockwork clock, Chooser chooser, @Nullable Checker checker) {
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.chooser = chooser;
    this.checker = checker;
    this.turn = new Turn(clock, chooser, checker);
  }

  @Override
  public void run() {
    try {
      while (true) {
        if (active.isEmpty()) {
          Dispatcher.Start first = dispatcher.await();
          if (first == null) {
            return;
          }
          begin(first);
        }
        round();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("a thread of the simulator was interrupted", e);
    }
  }

  private void begin(Dispatcher.Start start) {
    LaunchRun run = start.run();
    try {
      Cluster cluster = run.cluster();
      cluster.start(over(run.grid.grid(), run.cluster).at(start.index()), start.sms());
      active.add(new Active(start, cluster));
    } catch (Throwable e) {
      run.fail(e);
      dispatcher.ended(start);
    }
  }

  private static Dim3 over(Dim3 grid, Dim3 cluster) {
    return new Dim3(grid.x() / cluster.x(), grid.y() / cluster.y(), grid.z() / cluster.z());
  }

  /** Launches that were asked to end and have not are looked at, all clusters of them. */
  private void lookAtThoseAskedToEnd(Checker checks) {
    List<LaunchRun> asked = new ArrayList<>();
    for (Active one : active) {
      LaunchRun run = one.start().run();
      if (run.askedToEnd()) {
        new StopCheck(checks).look(run, one.cluster());
        asked.add(run);
      }
    }
    asked.forEach(LaunchRun::looked);
  }

  private void round() {
    if (checker != null && checker.wants(SimCheck.STOP)) {
      lookAtThoseAskedToEnd(checker);
    }
    boolean asleep = true;
    List<Active> left = new ArrayList<>(active.size());
    int first = chooser.start(active.size());
    for (int i = 0; i < active.size(); i++) {
      Active one = active.get((first + i) % active.size());
      switch (run(one)) {
        case ENDED -> {
          one.start().run().giveBack(one.cluster());
          dispatcher.ended(one.start());
          asleep = false;
        }
        case RAN, POLLS -> {
          asleep = false;
          left.add(one);
        }
        case SLEEPS -> left.add(one);
      }
    }
    active.clear();
    active.addAll(left);
    for (int more = left.size(); more > 0; more--) {
      Dispatcher.Start start = dispatcher.poll();
      if (start == null) {
        break;
      }
      begin(start);
      asleep = false;
    }
    if (checker != null && checker.stuck().isCandidate()) {
      checker
          .stuck()
          .round(
              active.stream().map(one -> one.start().run()).toList(),
              active.stream().map(Active::cluster).toList());
    }
    if (asleep) {
      sleep();
    }
  }

  private Turn.Outcome run(Active one) {
    try {
      return turn.run(one.start().run(), one.cluster());
    } catch (Throwable e) {
      one.start().run().fail(e);
      return Turn.Outcome.ENDED;
    }
  }

  /** Everybody here sleeps: leaves the processor until the first wakes. */
  private void sleep() {
    long earliest = Long.MAX_VALUE;
    long now = clock.now();
    for (Active one : active) {
      for (Block block : one.cluster().blocks()) {
        for (Warp warp : block.warps) {
          for (int lanes = warp.sleeping; lanes != 0; lanes &= lanes - 1) {
            Lane t = warp.lanes[Integer.numberOfTrailingZeros(lanes)];
            earliest = Math.min(earliest, t.waitsFor - now);
          }
        }
      }
    }
    if (clock.countsSteps()) {
      clock.skipTo(now + earliest);
    } else if (earliest > SHORT) {
      LockSupport.parkNanos(Math.min(earliest, LONGEST));
    } else {
      Thread.onSpinWait();
    }
  }
}

package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds launches that can make no progress though their threads run: each thread that can run is in
 * a state that it was in before, while no memory has changed, and it looked at no clock and no
 * memory of the host. Such a thread goes round for ever.
 */
final class Stuck {
  /** Rounds that the host is given to change device memory by other means than copies. */
  private static final int PATIENCE = 1000;

  /** Instructions of a loop in which an access to memory is looked for. */
  private static final int LOOP = 1 << 12;

  private final Checker checker;

  /** Counts changes of memory, and of what threads wait for. */
  private volatile long changes;

  private boolean candidate;
  private long since;
  private int rounds;

  Stuck(Checker checker) {
    this.checker = checker;
  }

  /** Something changed that a thread may wait for. */
  void changed() {
    changes = changes + 1;
  }

  /** A state that a thread was in. */
  static final class State {
    private final long[] registers;
    private final int pc;
    private final int depth;
    private final int frame;
    private final long changes;

    /** Turns until another is kept instead: each twice as late as the one before (Brent). */
    private final int patience;

    private int turns;
    private boolean again;

    State(Lane t, long changes, int patience) {
      this.registers = t.r.clone();
      this.pc = t.pc;
      this.depth = t.depth;
      this.frame = t.frame;
      this.changes = changes;
      this.patience = patience;
    }

    private boolean is(Lane t) {
      return pc == t.pc && depth == t.depth && frame == t.frame && Arrays.equals(registers, t.r);
    }
  }

  /** A thread has had a turn, and could go on. */
  void turn(Lane t) {
    State known = t.known;
    if (t.sawHost || t.sawClock) {
      t.sawHost = false;
      t.sawClock = false;
      t.known = null;
    } else if (known == null || known.changes != changes) {
      t.known = new State(t, changes, 1);
    } else if (known.is(t)) {
      known.again = true;
      candidate = true;
    } else if (!known.again && ++known.turns >= known.patience) {
      t.known = new State(t, changes, 2 * known.patience);
    }
  }

  /** Whether a thread goes round. */
  boolean isCandidate() {
    return candidate;
  }

  /** After a round of all clusters: ends the launches of which none can go on. */
  void round(List<LaunchRun> runs, List<Cluster> clusters) {
    if (!candidate || clusters.isEmpty()) {
      return;
    }
    if (since != changes || !clusters.stream().allMatch(this::standsStill)) {
      candidate = since == changes;
      since = changes;
      rounds = 0;
      return;
    }
    if (++rounds < PATIENCE) {
      return;
    }
    candidate = false;
    for (int i = 0; i < runs.size(); i++) {
      LaunchRun run = runs.get(i);
      if (!run.stopped()) {
        end(run, clusters.get(i));
      }
    }
  }

  private boolean standsStill(Cluster cluster) {
    if (!cluster.flights.isEmpty()) {
      return false;
    }
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (!standsStill(t)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean standsStill(Lane t) {
    return switch (t.state) {
      case EXITED, MEETING, BARRIER, CLUSTER_BARRIER -> true;
      case GATHERING -> false;
      case READY, SLEEPING -> {
        State known = t.known;
        yield known != null && known.again && known.changes == changes;
      }
    };
  }

  private void end(LaunchRun run, Cluster cluster) {
    List<String> others = new ArrayList<>();
    Lane first = null;
    Probe probe = null;
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (t.state != Lane.State.READY && t.state != Lane.State.SLEEPING) {
            continue;
          }
          Probe looks = looksAt(run, t);
          if (first == null) {
            first = t;
            probe = looks;
          } else if (probe != null && !looks.place().equals(probe.place()) && others.size() < 4) {
            others.add(looks.place().toString());
          }
        }
      }
    }
    if (first == null || probe == null) {
      first = anybody(cluster);
      probe = Checker.probe(run.code, first.pc);
    }
    String sentence =
        "all threads look for what nobody who runs can change"
            + (others.isEmpty() ? "" : " (others at " + String.join(", ", others) + ")")
            + (run.waitsForRoom()
                ? "; blocks of the grid have not started and wait until these end: launch it"
                    + " cooperatively, or with fewer blocks."
                : ".");
    checker.report(Kind.LOST_PROGRESS, first, probe, 0, sentence);
    run.stop(
        new SimFault(
            SimFault.Kind.DEADLOCK,
            run.kernel.name(),
            probe.place(),
            probe.text(),
            0,
            first.block.index(),
            new Dim3(first.x, first.y, first.z),
            sentence));
  }

  private static Lane anybody(Cluster cluster) {
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (t.state != Lane.State.EXITED) {
            return t;
          }
        }
      }
    }
    throw new IllegalStateException("nobody waits");
  }

  /** What a thread that goes round looks at: the next access to memory that it comes to. */
  private static Probe looksAt(LaunchRun run, Lane t) {
    Probe here = Checker.probe(run.code, t.pc);
    for (int i = 0; i < LOOP; i++) {
      Watch watch = Checker.watchOrNull(run.code, t.pc);
      if (watch instanceof AccessWatch || watch instanceof MbarrierWatch) {
        return watch.probe();
      }
      if (t.state != Lane.State.READY && t.state != Lane.State.SLEEPING) {
        return here;
      }
      // The launch ends here; until then the thread goes the way that it has gone before.
      run.count(Interpreter.exactly(run.code, t, 1));
    }
    return here;
  }

  /** Says that a thread looked at a clock. */
  record Clocks(Probe probe) implements Watch {
    @Override
    public void before(Lane t) {
      t.sawClock = true;
    }
  }
}

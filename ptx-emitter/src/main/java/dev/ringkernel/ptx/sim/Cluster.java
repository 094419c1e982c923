package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Races;
import dev.ringkernel.ptx.sim.check.Rendezvous;
import org.jspecify.annotations.Nullable;

/** The blocks of a cluster and their barrier. All of it runs on one thread of the simulator. */
final class Cluster {
  private final Block[] blocks;

  /** The asynchronous operations of its threads. */
  final Flights flights;

  /** What those show who arrived at its barrier, in the current phase and in the last one. */
  final Gathered open = new Gathered();

  final Gathered over = new Gathered();

  private int alive;

  /** Of the current phase of its barrier: lanes that live and have not arrived. */
  private int missing;

  private int phase;

  /** Its number in the machine, where there are checks. */
  private long number;

  private @Nullable Rendezvous came;
  private int cameCount;
  private Races.@Nullable Met met;

  Cluster(LaunchRun launch) {
    flights = new Flights(launch.device.machine().options().schedule());
    blocks = new Block[(int) launch.cluster.count()];
    for (int rank = 0; rank < blocks.length; rank++) {
      blocks[rank] = new Block(launch, this, rank);
    }
  }

  Block[] blocks() {
    return blocks;
  }

  /** The block of this rank, or null. */
  @Nullable Block block(long rank) {
    return rank < blocks.length ? blocks[(int) rank] : null;
  }

  /** Starts as cluster {@code at} of the grid, its blocks on these SMs. */
  void start(Dim3 at, int[] sms) {
    alive = 0;
    phase = 0;
    open.clear();
    came = null;
    met = null;
    Checker checker = blocks[0].launch.checker();
    number = checker == null ? 0 : checker.nextCluster();
    flights.start();
    for (Block block : blocks) {
      Dim3 shape = block.launch.cluster;
      Dim3 within = shape.at(block.rank);
      block.start(
          new Dim3(
              at.x() * shape.x() + within.x(),
              at.y() * shape.y() + within.y(),
              at.z() * shape.z() + within.z()),
          sms[block.rank]);
      alive += block.threads;
    }
    missing = alive;
  }

  long number() {
    return number;
  }

  /** Those who come to its barrier in this phase; one more does. */
  Rendezvous came() {
    came = came == null ? new Rendezvous() : came;
    cameCount++;
    return came;
  }

  /** What those knew together who came in the last phase; null where nobody gave anything. */
  Races.@Nullable Met met() {
    return met;
  }

  boolean ended() {
    return alive == 0;
  }

  void arrive(Lane t) {
    t.clusterPhase = phase;
    missing--;
    complete();
  }

  /** Whether the phase in which the lane arrived is over. */
  boolean passed(Lane t) {
    return t.clusterPhase != phase;
  }

  void exit(Lane t) {
    alive--;
    if (!t.arrivedAtCluster || t.clusterPhase != phase) {
      missing--;
      complete();
    }
  }

  private void complete() {
    if (missing > 0) {
      return;
    }
    phase++;
    over.take(open);
    Checker checker = blocks[0].launch.checker();
    if (checker != null) {
      Rendezvous.Whole whole =
          cameCount == alive ? Rendezvous.Whole.BLOCKS : Rendezvous.Whole.LANES;
      met = came == null ? null : checker.races().completeLater(came, whole);
      checker.stuck().changed();
    }
    came = null;
    cameCount = 0;
    missing = alive;
    for (Block block : blocks) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (t.state == Lane.State.CLUSTER_BARRIER) {
            t.release(t.pc);
          }
        }
      }
    }
  }

  void close() {
    for (Block block : blocks) {
      block.close();
    }
  }
}

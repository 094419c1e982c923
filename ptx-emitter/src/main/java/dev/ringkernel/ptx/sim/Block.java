package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;
import org.jspecify.annotations.Nullable;

/** A block of threads with its shared memory and barriers. Used again for block after block. */
final class Block {
  /** What uninitialised memory holds, so that nobody relies on zeros. */
  private static final byte RUBBISH = (byte) 0xa5;

  final LaunchRun launch;
  final Cluster cluster;

  /** Rank in the cluster. */
  final int rank;

  final Warp[] warps;
  final int threads;
  final Mbarriers mbarriers;
  private final @Nullable Barrier[] barriers = new Barrier[16];

  /** Shared memory, then the local memory of each lane. */
  private final long memory;

  private final long memoryBytes;
  private final int sharedBytes;
  private final int localStride;

  private Dim3 index = Dim3.ONE;
  private int sm;
  private int alive;
  private @Nullable BlockChecks checks;

  Block(LaunchRun launch, Cluster cluster, int rank) {
    this.launch = launch;
    this.mbarriers = new Mbarriers(launch.checker());
    this.cluster = cluster;
    this.rank = rank;
    Dim3 shape = launch.grid.block();
    this.threads = (int) shape.count();
    this.warps = new Warp[(threads + 31) / 32];
    this.sharedBytes = launch.code.dynamicShared() + launch.grid.dynamicShared();
    this.localStride = launch.code.localBytes();
    this.memoryBytes =
        NativePages.roundUp(Math.max(1, roundUp(sharedBytes) + (long) threads * localStride));
    this.memory = NativePages.map(memoryBytes);
    for (int w = 0; w < warps.length; w++) {
      warps[w] = new Warp(this, w, Math.min(32, threads - 32 * w));
      for (Lane t : warps[w].lanes) {
        Dim3 at = shape.at(t.index);
        t.x = at.x();
        t.y = at.y();
        t.z = at.z();
        t.sharedStart = sharedStart();
        t.sharedNative = memory;
        t.sharedBytes = sharedBytes;
        t.local = memory + roundUp(sharedBytes) + (long) t.index * localStride;
        t.localBytes = localStride;
      }
    }
  }

  private static long roundUp(int bytes) {
    return (bytes + 255L) & -256L;
  }

  /** Starts as block {@code index} of the grid, on an SM. */
  void start(Dim3 at, int onSm) {
    index = at;
    sm = onSm;
    alive = threads;
    Raw.fill(memory, roundUp(sharedBytes) + (long) threads * localStride, RUBBISH);
    mbarriers.start();
    RunningMemory weak = launch.weak;
    if (weak != null) {
      weak.forget(memory, memoryBytes);
    }
    Checker checker = launch.checker();
    if (checker != null) {
      checks = checker.starts(this, cluster.number(), memory, memoryBytes);
    }
    for (Barrier barrier : barriers) {
      if (barrier != null) {
        barrier.start();
      }
    }
    for (Warp warp : warps) {
      warp.start();
      for (Lane t : warp.lanes) {
        t.start(launch.code.entry());
      }
    }
  }

  /** Its index in the grid. */
  Dim3 index() {
    return index;
  }

  /** Where it is, as scopes see it; the clusters of all launches have numbers of their own. */
  dev.ringkernel.ptx.sim.litmus.Place site() {
    Dim3 grid = launch.grid.grid();
    Dim3 shape = launch.cluster;
    long within =
        ((long) (index.z() / shape.z()) * (grid.y() / shape.y()) + index.y() / shape.y())
                * (grid.x() / shape.x())
            + index.x() / shape.x();
    int cluster = (int) (launch.id * 1_000_003 + within) & Integer.MAX_VALUE;
    return new dev.ringkernel.ptx.sim.litmus.Place(launch.device.ordinal(), cluster, rank);
  }

  int sm() {
    return sm;
  }

  /** What is known of it, where there are checks; else null. */
  @Nullable BlockChecks checksOrNull() {
    return checks;
  }

  BlockChecks checks() {
    if (checks == null) {
      throw new IllegalStateException("nothing is checked");
    }
    return checks;
  }

  boolean ended() {
    return alive == 0;
  }

  /** The address of its shared memory within the state space. */
  long sharedStart() {
    return (long) rank << Windows.RANK_SHIFT | Windows.SHARED_START;
  }

  long sharedNative() {
    return memory;
  }

  /** Whether the native address lies in its shared memory. */
  boolean holdsNative(long at) {
    return at >= memory && at < memory + sharedBytes;
  }

  boolean holdsShared(long address, int bytes) {
    long at = address - sharedStart();
    return (at | (sharedBytes - bytes - at)) >= 0;
  }

  Barrier barrier(int number) {
    Barrier barrier = barriers[number];
    if (barrier == null) {
      barrier = new Barrier(this, warps.length);
      barriers[number] = barrier;
    }
    return barrier;
  }

  /** A lane ends. */
  void exit(Lane t) {
    t.warp.exit(t);
    alive--;
    for (Barrier barrier : barriers) {
      if (barrier != null) {
        barrier.count(t.warp);
      }
    }
    cluster.exit(t);
    if (alive == 0) {
      cluster.flights.blockEnds(this);
    }
  }

  /** Gives its memory back. */
  void close() {
    NativePages.unmap(memory, memoryBytes);
  }
}

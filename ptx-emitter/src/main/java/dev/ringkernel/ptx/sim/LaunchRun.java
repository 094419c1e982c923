package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.LaunchSpan;
import dev.ringkernel.ptx.sim.running.RunningMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A launch as it runs. */
final class LaunchRun {
  private static final int WORKSPACE = 256;

  final SimDevice device;
  final SimKernel kernel;
  final SimCode code;
  final SimGrid grid;
  final SimLaunch handle;
  final long id;
  final Dim3 cluster;
  final boolean explicitCluster;

  /** Address of the block of parameters. */
  final long arguments;

  /** What the driver gives a cooperative grid for its barrier; 0 for other grids. */
  final long workspace;

  /** The memory in the weak mode; null in the strong one. */
  final @Nullable RunningMemory weak;

  private final SimClockwork clock;
  private final Region parameters;
  private final Deque<Cluster> idle = new ArrayDeque<>();
  private volatile boolean stopped;
  private volatile boolean askedToEnd;
  private volatile boolean endsThen;
  private final CountDownLatch looked = new CountDownLatch(1);
  private final @Nullable LaunchSpan span;
  private final Dispatcher dispatcher;
  private @Nullable SimFault fault;
  private @Nullable Throwable failure;

  LaunchRun(
      SimDevice device,
      SimKernel kernel,
      SimGrid grid,
      @Nullable MemorySegment given,
      long id,
      SimLaunch handle,
      Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.device = device;
    this.kernel = kernel;
    this.code = kernel.module().code(kernel);
    this.grid = grid;
    this.handle = handle;
    this.id = id;
    this.cluster = Occupancy.cluster(kernel, grid);
    this.explicitCluster = grid.cluster() != null || kernel.requiredCluster() != null;
    this.clock = device.machine().clock();
    this.workspace = grid.cooperative() ? device.allocate(WORKSPACE) : 0;
    MemoryMap memory = device.machine().memory();
    int bytes = kernel.paramBytes();
    this.parameters =
        memory.map(
            Region.Kind.PARAM,
            device.ordinal(),
            Math.max(bytes, 1),
            NativePages.roundUp(Math.max(bytes, 1)));
    this.arguments = parameters.start;
    if (given != null) {
      MemorySegment.copy(given, 0, Raw.ALL, arguments, bytes);
    }
    memory.kernelStarts();
    WeakMode mode = device.machine().weak();
    this.weak = mode == null ? null : mode.start();
    Checker checker = device.machine().checker();
    this.span = checker == null ? null : checker.starts(handle);
  }

  /** The checks of the machine, or null. */
  @Nullable Checker checker() {
    return device.machine().checker();
  }

  /** The launch as the checks know it. */
  LaunchSpan span() {
    if (span == null) {
      throw new IllegalStateException("nothing is checked");
    }
    return span;
  }

  /** Whether blocks of the grid wait for room. */
  boolean waitsForRoom() {
    return dispatcher.waitsForRoom(this);
  }

  /**
   * Has the checks look whether it could end by itself.
   *
   * @param ends whether it is ended then
   */
  void askToEnd(boolean ends) {
    endsThen |= ends;
    askedToEnd = true;
  }

  boolean askedToEnd() {
    return askedToEnd;
  }

  /** The checks have looked. */
  void looked() {
    askedToEnd = false;
    looked.countDown();
    if (endsThen) {
      stop(Faults.cancelled(kernel));
    }
  }

  /** Waits until the checks have looked, at most so long. */
  void awaitLook(Duration limit) throws InterruptedException {
    looked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean countsSteps() {
    return clock.countsSteps();
  }

  long now() {
    return clock.now();
  }

  /** A cycle is a nanosecond. */
  long cycles() {
    return clock.now();
  }

  void count(int instructions) {
    handle.count(instructions);
  }

  /** In the weak mode, lets the host see some of what was written. */
  void publish() {
    if (weak != null) {
      weak.round();
    }
  }

  boolean stopped() {
    return stopped;
  }

  /** Ends all of it at the next opportunity; the first fault counts. */
  synchronized void stop(SimFault why) {
    if (fault == null) {
      fault = why;
    }
    stopped = true;
  }

  /** The simulator itself failed in this launch. */
  synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    stopped = true;
  }

  /** A cluster to start, a used one where there is one. */
  Cluster cluster() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return new Cluster(this);
  }

  /** Takes back a cluster that has ended. */
  void giveBack(Cluster used) {
    synchronized (idle) {
      idle.push(used);
    }
  }

  /** Nothing of it runs any more: gives its memory back and tells who waits. */
  void end() {
    synchronized (idle) {
      idle.forEach(Cluster::close);
      idle.clear();
    }
    WeakMode mode = device.machine().weak();
    if (mode != null) {
      mode.end();
    }
    Checker checker = checker();
    if (checker != null) {
      checker.ends(span());
    }
    device.machine().memory().remove(parameters);
    if (workspace != 0) {
      device.free(workspace);
    }
    device.machine().memory().kernelEnds();
    SimFault why;
    Throwable cause;
    synchronized (this) {
      why = fault;
      cause = failure;
    }
    if (cause != null) {
      handle.fail(cause);
    } else {
      handle.end(Optional.ofNullable(why));
    }
  }
}

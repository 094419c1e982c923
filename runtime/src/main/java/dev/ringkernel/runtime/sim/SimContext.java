package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimClock;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuProperties;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One context on one simulated device, shared by all handles opened on it.
 *
 * <p>The first fatal fault is kept: from then on every call throws, every launch is cancelled, and
 * every close does nothing, because what it would give back goes with the context.
 */
final class SimContext {
  /** What goes back to the device when its owner closes it, or with the context. */
  interface Held {
    /** Gives it back; called once, while no kernel of this context runs that may use it. */
    void release();
  }

  private final SimSystem system;
  private final SimDevice device;
  private final GpuProperties properties;

  /** Work that is not done, in the order of the calls. Guarded by the monitor. */
  private final Set<SimWork> outstanding = new LinkedHashSet<>();

  private final Set<Held> held = ConcurrentHashMap.newKeySet();
  private final Set<SimPages> pinned = ConcurrentHashMap.newKeySet();
  private final AtomicLong executed = new AtomicLong();
  private volatile @Nullable DriverException failure;
  private volatile boolean ended;

  /** Local memory of a thread that the device has set up. */
  private final AtomicInteger localBytes = new AtomicInteger();

  /** Handles open on it; guarded by the system. */
  int references;

  SimContext(SimSystem system, SimDevice device, GpuProperties properties) {
    this.system = system;
    this.device = device;
    this.properties = properties;
  }

  SimSystem system() {
    return system;
  }

  SimDevice device() {
    return device;
  }

  GpuProperties properties() {
    return properties;
  }

  SimMonitor monitor() {
    return system.monitor();
  }

  @Nullable DriverException failure() {
    return failure;
  }

  /** Says whether handles of this context still mean anything. */
  boolean alive() {
    return !ended && failure == null;
  }

  /** Throws if the context is dead or closed. */
  void enter() {
    var dead = failure;
    if (dead != null) {
      throw dead.lost();
    }
    if (ended) {
      throw new IllegalStateException("The device was closed.");
    }
  }

  /** Throws what ended the work that a call waited for or asked about. */
  void check(String call) {
    var dead = failure;
    if (dead != null) {
      throw new DriverException(
          call, dead.code(), dead.name(), dead.text(), dead.advice(), true, dead);
    }
  }

  /** Asks the simulator for something. */
  <T> T ask(String call, String detail, Supplier<T> request) {
    enter();
    try {
      return request.get();
    } catch (SimException e) {
      throw SimResult.refused(call, e, detail);
    }
  }

  /** Ends the context with the first fault; cancels what runs on it. */
  void fail(DriverException fault) {
    monitor()
        .change(
            () -> {
              if (failure == null) {
                failure = fault;
              }
              outstanding.forEach(SimWork::cancel);
            });
  }

  // Work.

  /** Counts a piece of work. Under the monitor. */
  void began(SimWork work) {
    outstanding.add(work);
  }

  /** Forgets a piece of work, done or not. Under the monitor. */
  void ended(SimWork work) {
    work.end();
    outstanding.remove(work);
  }

  /** Counts instructions that were executed. */
  void count(long instructions) {
    executed.addAndGet(instructions);
  }

  /**
   * Waits, as the CUDA driver does, until all work is done that was given before. A dead context
   * waits for nothing.
   *
   * @param call what would wait, for the message
   * @param advice how to do without
   * @throws DriverException if it takes longer than the system's limit
   */
  void awaitWork(String call, String advice) {
    var before = new ArrayList<SimWork>();
    monitor().change(() -> before.addAll(outstanding));
    var limit = system.settings().waitLimit();
    boolean over =
        monitor().await(() -> !alive() || before.stream().allMatch(SimWork::ended), limit, false);
    if (!over) {
      var still = new ArrayList<String>();
      var running = new ArrayList<SimWork>();
      monitor()
          .change(
              () ->
                  before.stream()
                      .filter(work -> work instanceof SimRun && !work.ended())
                      .forEach(running::add));
      for (var work : running) {
        still.add(work.toString());
        ((SimRun) work).doesNotEnd();
      }
      throw DriverException.of(
          call,
          "It waits until the device has nothing to do, and after "
              + SimSettings.text(limit)
              + " there still runs "
              + String.join(", ", still)
              + "; the CUDA driver would wait without limit",
          advice + " -D" + SimProperty.WAIT.key() + " sets how long the simulator waits.");
    }
  }

  /** Waits for what runs if a launch needs more local memory than any before. */
  void reserveLocal(SimKernel kernel) {
    int bytes = kernel.localBytes();
    boolean more = bytes > localBytes.getAndAccumulate(bytes, Math::max);
    if (more) {
      awaitWork(
          "GpuStream.launch",
          kernel.name()
              + " needs "
              + bytes
              + " bytes of local memory a thread, more than any launch before: launch it once"
              + " before the resident kernel.");
    }
  }

  /** Returns the time of an event: the host's, or executed instructions where those are counted. */
  long time() {
    return switch (system.settings().options().clock()) {
      case SimClock.WALL -> System.nanoTime();
      case SimClock.STEPS -> executed.get();
    };
  }

  // Memory.

  /** Counts something that must go back to the device. */
  void hold(Held resource) {
    held.add(resource);
    if (resource instanceof SimPages memory) {
      pinned.add(memory);
    }
  }

  /** Says whether something is still to be given back. */
  boolean holds(Held resource) {
    return alive() && held.contains(resource);
  }

  /** Gives something back, unless it goes with the context. */
  void giveBack(Held resource) {
    if (alive() && held.remove(resource)) {
      release(resource);
    }
  }

  private void release(Held resource) {
    if (resource instanceof SimPages memory) {
      pinned.remove(memory);
    }
    system.copying().writeLock().lock();
    try {
      resource.release();
    } finally {
      system.copying().writeLock().unlock();
    }
  }

  /** Says whether a segment lies in memory that the device shares with the host. */
  boolean isPinned(MemorySegment segment) {
    return segment.isNative() && pinned.stream().anyMatch(memory -> memory.holds(segment));
  }

  /**
   * Does something with memory that stays meanwhile.
   *
   * @throws DriverException if it was given back before; that is a fault
   */
  void onMemory(String what, Runnable action) {
    system.copying().readLock().lock();
    try {
      action.run();
    } catch (SimException e) {
      throw SimResult.CUDA_ERROR_ILLEGAL_ADDRESS.failure(what, e.getMessage(), e);
    } finally {
      system.copying().readLock().unlock();
    }
  }

  /** Keeps memory reachable until the launches have ended that run now. */
  void keepWhileRunning(MemorySegment segment) {
    monitor()
        .change(
            () -> {
              for (var work : outstanding) {
                if (work instanceof SimRun run) {
                  run.keep(segment);
                }
              }
            });
  }

  /** Ends what still runs, then gives back all that is held. Called by the system. */
  void end() {
    monitor()
        .change(
            () -> {
              ended = true;
              outstanding.forEach(SimWork::cancel);
            });
    monitor().await(outstanding::isEmpty);
    for (var resource : held) {
      if (held.remove(resource)) {
        release(resource);
      }
    }
  }
}

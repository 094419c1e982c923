package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.runtime.driver.GpuProperties;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A machine while any device of it is open, with a context for each open device. Memory and threads
 * go back when the last one is closed.
 */
final class SimSystem {
  private final SimSettings settings;
  private final SimMachine machine;
  private final SimMonitor monitor = new SimMonitor();
  private final ReadWriteLock copying = new ReentrantReadWriteLock();

  /** The living contexts by ordinal. */
  private final Map<Integer, SimContext> contexts = new HashMap<>();

  /** These and those that died and whose handles are not all closed yet. */
  private final Set<SimContext> open = ConcurrentHashMap.newKeySet();

  private final ExecutorService threads;

  SimSystem(SimSettings settings) {
    this.settings = settings;
    this.machine = SimMachine.open(settings.options());
    var count = new AtomicInteger();
    // A thread for each stream that has work, and none for one that has not.
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name("ringkernel-sim-stream-" + count.incrementAndGet())
                    .unstarted(work));
  }

  SimSettings settings() {
    return settings;
  }

  SimMonitor monitor() {
    return monitor;
  }

  /** Read-locked while memory is copied, write-locked while some goes away. */
  ReadWriteLock copying() {
    return copying;
  }

  /** Runs a stream's work on a thread of its own. */
  void start(Runnable work) {
    threads.execute(work);
  }

  /** Returns the context of a device for one more handle; a new one in place of one that died. */
  synchronized SimContext retain(GpuProperties properties) {
    int ordinal = properties.ordinal();
    @Nullable SimContext context = contexts.get(ordinal);
    if (context == null || !context.alive()) {
      context = new SimContext(this, machine.devices().get(ordinal), properties);
      contexts.put(ordinal, context);
      open.add(context);
    }
    context.references++;
    return context;
  }

  /** Says whether a context has more than one handle. */
  synchronized boolean shared(SimContext context) {
    return context.references > 1;
  }

  /**
   * Forgets a handle; the last one of a context ends it.
   *
   * @return whether it was the last one of the machine
   */
  synchronized boolean release(SimContext context) {
    if (--context.references > 0) {
      return false;
    }
    context.end();
    open.remove(context);
    contexts.values().remove(context);
    if (!open.isEmpty()) {
      return false;
    }
    threads.shutdown();
    machine.close();
    return true;
  }

  /** Keeps memory reachable until all launches of the machine have ended that run now. */
  void keepWhileRunning(MemorySegment segment) {
    open.forEach(context -> context.keepWhileRunning(segment));
  }
}

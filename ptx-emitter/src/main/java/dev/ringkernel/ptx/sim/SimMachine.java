package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimException.Reason;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A simulated system: devices that share one address space with this JVM. Threads: any. Kernels run
 * on daemon threads of the machine's own, which start with the first launch.
 */
public final class SimMachine implements AutoCloseable {
  private final SimOptions options;
  private final @Nullable Checker checker;
  private final MemoryMap memory;
  private final List<SimDevice> devices;

  /** Registered memory by its address; the segments are kept reachable here. */
  private final Map<Long, Registered> registered = new HashMap<>();

  private final SimClockwork clock;
  private final Dispatcher dispatcher;
  private final @Nullable WeakMode weak;
  private final @Nullable Trail trail;
  private final List<Thread> threads = new ArrayList<>();
  private long launches;
  private boolean closed;

  private record Registered(MemorySegment memory, Region region) {}

  private SimMachine(SimOptions options) {
    this.options = options;
    this.checker = options.checks().isEmpty() ? null : new Checker(options);
    this.memory = new MemoryMap(checker);
    this.clock = new SimClockwork(options.clock());
    this.dispatcher = new Dispatcher(options.devices());
    this.trail =
        options.schedule() instanceof SimSchedule.Explore explore ? new Trail(explore) : null;
    this.weak =
        options.memory() == SimMemoryOrder.WEAK ? new WeakMode(memory, options, trail) : null;
    List<SimDevice> made = new ArrayList<>();
    for (SimLimits limits : options.devices()) {
      made.add(new SimDevice(this, made.size(), limits));
    }
    this.devices = List.copyOf(made);
  }

  /** Makes a system. */
  public static SimMachine open(SimOptions options) {
    return new SimMachine(options);
  }

  /** What it was made of. */
  public SimOptions options() {
    return options;
  }

  /** Its devices by ordinal. */
  public List<SimDevice> devices() {
    return devices;
  }

  /** What the checks have found so far, in that order; nothing where none was asked for. */
  public List<SimFinding> findings() {
    return checker == null ? List.of() : checker.findings().all();
  }

  @Nullable Checker checker() {
    return checker;
  }

  MemoryMap memory() {
    return memory;
  }

  /**
   * Lets the kernels of every device reach memory of the JVM's own, at its own address. The memory
   * must stay allocated until {@link #unregister}.
   *
   * @param segment a native segment
   */
  public synchronized void register(MemorySegment segment) {
    if (!segment.isNative() || segment.byteSize() == 0) {
      throw new SimException(
          Reason.INVALID_VALUE, "Only native memory can be registered, and some of it: " + segment);
    }
    Region region = new Region(Region.Kind.HOST, -1, segment.address(), segment.byteSize(), 0);
    memory.add(region);
    registered.put(segment.address(), new Registered(segment, region));
  }

  /**
   * Takes memory of {@link #register} out of the kernels' reach. It must stay allocated until no
   * kernel runs that may still be looking at it.
   */
  public synchronized void unregister(MemorySegment segment) {
    Registered known = registered.remove(segment.address());
    if (known == null) {
      throw new SimException(Reason.INVALID_VALUE, "Not registered, or not any more: " + segment);
    }
    memory.remove(known.region());
  }

  /**
   * How many options each choice had that its kernels came to under {@link SimSchedule.Explore};
   * none under other schedules.
   */
  public List<Integer> choices() {
    return trail == null ? List.of() : trail.options();
  }

  /** What there is in the weak mode only. */
  @Nullable WeakMode weak() {
    return weak;
  }

  SimClockwork clock() {
    return clock;
  }

  synchronized SimLaunch launch(
      SimDevice device, SimKernel kernel, SimGrid grid, @Nullable MemorySegment arguments) {
    if (closed) {
      throw new SimException(Reason.CLOSED, "The machine is closed; nothing can be launched.");
    }
    SimLaunch handle = new SimLaunch(kernel, grid);
    LaunchRun run = new LaunchRun(device, kernel, grid, arguments, ++launches, handle, dispatcher);
    handle.cancelledBy(
        () -> {
          if (checker != null && checker.wants(SimCheck.STOP) && dispatcher.hasStarted(run)) {
            run.askToEnd(true);
          } else {
            run.stop(Faults.cancelled(kernel));
            dispatcher.stopped(run);
          }
        });
    handle.inspectedBy(
        limit -> {
          if (checker != null && checker.wants(SimCheck.STOP)) {
            run.askToEnd(false);
            run.awaitLook(limit);
          }
        });
    dispatcher.submit(run);
    for (int i = threads.size(); i < options.threads(); i++) {
      Chooser chooser = Chooser.of(options, i, trail);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("ringkernel-sim-" + i)
              .start(new Worker(dispatcher, clock, chooser, checker)));
    }
    return handle;
  }

  /** Ends all launches, waits for the machine's threads and gives all memory back. Idempotent. */
  @Override
  public void close() {
    List<Thread> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(threads);
      threads.clear();
    }
    for (LaunchRun run : dispatcher.running()) {
      run.handle.cancel();
    }
    dispatcher.close();
    boolean interrupted = false;
    for (Thread thread : ending) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    memory.close();
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.GpuDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a system needs; see {@link ActorSystem#builder()}. Not for use by several threads.
 */
public final class ActorSystemBuilder {
  /** System property that names the backend where the program does not: {@value}. */
  public static final String BACKEND_PROPERTY = "ringkernel.backend";

  private String backend = System.getProperty(BACKEND_PROPERTY, Backends.AUTO);
  private @Nullable GpuDriver driver;
  private int device;
  private final List<Class<?>> actors = new ArrayList<>();
  private final List<Class<?>> kernels = new ArrayList<>();
  private int workers = Options.DEFAULT.workers();
  private int maxActors = Options.DEFAULT.maxActors();
  private int maxMessageBytes = Options.DEFAULT.maxMessageBytes();
  private int mailboxSlots = Options.DEFAULT.mailboxSlots();
  private int outboxSlots = Options.DEFAULT.outboxSlots();
  private int ringSlots = Options.DEFAULT.ringSlots();
  private int replySlots = Options.DEFAULT.replySlots();
  private int hostRingSlots = Options.DEFAULT.hostRingSlots();
  private Duration slice = Options.DEFAULT.slice();
  private Duration patience = Options.DEFAULT.patience();
  private int maxRestarts = Options.DEFAULT.maxRestarts();
  private Duration restartWindow = Options.DEFAULT.restartWindow();
  private Duration stopLimit = Options.DEFAULT.stopLimit();
  private IdleStrategy idle = Options.DEFAULT.idle();

  ActorSystemBuilder() {}

  /** One of {@link Backends#names}; {@code auto} by default. */
  public ActorSystemBuilder backend(String name) {
    backend = name;
    return this;
  }

  /**
   * A driver instead of a backend's name, such as a {@link
   * dev.ringkernel.runtime.sim.SimDriver#SimDriver SimDriver} with settings of its own.
   */
  public ActorSystemBuilder driver(GpuDriver chosen) {
    driver = chosen;
    return this;
  }

  /** Ordinal of the GPU. */
  public ActorSystemBuilder device(int ordinal) {
    device = ordinal;
    return this;
  }

  /**
   * Actor classes to compile into the first kernel; others are taken in when they are first
   * spawned, at the cost of a pause.
   */
  public ActorSystemBuilder actors(Class<?>... classes) {
    actors.addAll(List.of(classes));
    return this;
  }

  /**
   * Classes whose {@code @GlobalKernel}s are loaded before the first kernel becomes resident;
   * others are loaded when {@link ActorSystem#kernels()} are first asked for them, at the cost of a
   * pause.
   */
  public ActorSystemBuilder kernels(Class<?>... classes) {
    kernels.addAll(List.of(classes));
    return this;
  }

  /** Workers; 0, the default, for what the backend finds fit. */
  public ActorSystemBuilder workers(int count) {
    workers = count;
    return this;
  }

  /** Actors that may live at once. */
  public ActorSystemBuilder maxActors(int count) {
    maxActors = count;
    return this;
  }

  /** Bytes of the largest message, 32 by default: all slots have room for it. */
  public ActorSystemBuilder maxMessageBytes(int bytes) {
    maxMessageBytes = bytes;
    return this;
  }

  /** Messages that a mailbox holds, and sends that an actor may have parked, powers of two. */
  public ActorSystemBuilder mailboxes(int mailbox, int outbox) {
    mailboxSlots = mailbox;
    outboxSlots = outbox;
    return this;
  }

  /** Slots of each worker's ring from this JVM and of the ring towards it, powers of two. */
  public ActorSystemBuilder rings(int toDevice, int toHost) {
    ringSlots = toDevice;
    hostRingSlots = toHost;
    return this;
  }

  /** Calls and asks that may be under way at once. */
  public ActorSystemBuilder replySlots(int count) {
    replySlots = count;
    return this;
  }

  /** How long a handler may run before its actor fails. */
  public ActorSystemBuilder slice(Duration limit) {
    slice = limit;
    return this;
  }

  /** How long a send on the device may find no room before it becomes a dead letter. */
  public ActorSystemBuilder patience(Duration limit) {
    patience = limit;
    return this;
  }

  /** Restarts of one actor within a time; one more ends it. 10 in 5 s by default. */
  public ActorSystemBuilder restarts(int count, Duration within) {
    maxRestarts = count;
    restartWindow = within;
    return this;
  }

  /** How long stop and park may take before the system is given up. */
  public ActorSystemBuilder stopLimit(Duration limit) {
    stopLimit = limit;
    return this;
  }

  /** What threads that wait for replies and for room do meanwhile. */
  public ActorSystemBuilder idle(IdleStrategy strategy) {
    idle = strategy;
    return this;
  }

  private Backend backend() {
    return driver == null ? Backends.open(backend, device) : Backends.open(driver, device);
  }

  /**
   * The system; its kernel starts with the first spawn.
   *
   * @throws IllegalArgumentException if there is no backend of that name, with those there are, or
   *     for a size that cannot be, with the limits
   * @throws dev.ringkernel.runtime.driver.DriverException if a driver is asked for that has no such
   *     usable device, with the reason
   */
  public ActorSystem build() {
    Options options =
        new Options(
            workers,
            maxActors,
            maxMessageBytes,
            mailboxSlots,
            outboxSlots,
            ringSlots,
            replySlots,
            hostRingSlots,
            slice,
            patience,
            maxRestarts,
            restartWindow,
            stopLimit,
            idle);
    return new ActorSystem(options, backend(), actors, kernels);
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.SystemClosedException;
import dev.ringkernel.runtime.device.ActorId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running set of actors and the JVM's way to them.
 *
 * <p>The first {@link #spawn} starts the resident kernel. Every method may be called by any thread.
 * {@link #close} ends all actors.
 */
public final class ActorSystem implements AutoCloseable {
  private final Options options;
  private final Backend backend;
  private final Addresses addresses = new Addresses(this);
  private final DeadLetters deadLetters = new DeadLetters();

  /** Guards starting, spawning, parking and closing; never held while a handler's message waits. */
  private final ReentrantLock lifecycle = new ReentrantLock();

  private final ResidentKernel kernel;
  private final Intake intake;
  private volatile @Nullable Running running;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /** Data-parallel kernels on the same device; changed under {@link #lifecycle}. */
  private volatile @Nullable Kernels kernels;

  ActorSystem(Options options, Backend backend, List<Class<?>> declared, List<Class<?>> kernels) {
    this.options = options;
    this.backend = backend;
    this.kernel = new ResidentKernel(this, backend, lifecycle);
    this.intake = new Intake(this, backend, kernel, lifecycle, declared, kernels);
  }

  /**
   * A system on the GPU if there is a usable one, else on the CPU; what {@code
   * -Dringkernel.backend} names, if given.
   */
  public static ActorSystem create() {
    return builder().build();
  }

  /** A system with options of its own. */
  public static ActorSystemBuilder builder() {
    return new ActorSystemBuilder();
  }

  // What it is.

  /** Name of the backend, one of {@link Backends#names} but {@code auto}. */
  public String backend() {
    return backend.name();
  }

  /** What the backend runs on, for people. */
  public String description() {
    return backend.description();
  }

  /**
   * What the resident kernel takes of the device: registers, stack, shared memory and occupancy,
   * for people. Empty on the CPU, and before the first actor.
   */
  public String kernel() {
    return backend.kernel();
  }

  /** Parks so far: pauses in which the kernel left and came back with everything kept. */
  public int parks() {
    return kernel.parks();
  }

  /**
   * How long the last park took, from the word to leave until the kernel was launched again; zero
   * before the first. That is the pause that the other actors saw when a class unknown at launch
   * was taken in.
   */
  public Duration lastPark() {
    return kernel.lastPark();
  }

  /** The dead letters that were copied to this JVM and not yet taken. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** What became of all messages so far. */
  public Ledger ledger() {
    Running r = running;
    if (r == null) {
      return Ledger.EMPTY;
    }
    drain();
    return Ledger.of(r, backend);
  }

  // Actors.

  /** Makes an actor from the class's constructor without parameters. */
  public <T> ActorRef<T> spawn(Class<T> type) {
    return spawn(type, () -> Instances.construct(type));
  }

  /** Makes an actor whose initial state is that of the object that {@code factory} makes. */
  @SuppressWarnings("unchecked")
  public <T> ActorRef<T> spawn(Supplier<T> factory) {
    T instance = Objects.requireNonNull(factory.get(), "the factory returned null");
    return spawn((Class<T>) instance.getClass(), () -> instance);
  }

  private <T> ActorRef<T> spawn(Class<T> type, Supplier<T> factory) {
    checkOpen();
    Behaviour behaviour = intake.behaviour(type);
    T instance = factory.get();
    lifecycle.lock();
    try {
      checkOpen();
      return running().actors().spawn(behaviour, instance);
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Lets an actor handle what was sent to it before, then ends it. The future completes when it has
   * ended.
   *
   * @throws IllegalArgumentException if {@code actor} is not of this system
   */
  public CompletableFuture<Void> stop(ActorRef<?> actor) {
    HostRef<?> ref = own(actor);
    Actors actors = running().actors();
    CompletableFuture<Void> end = actors.end(ref);
    if (!end.isDone()) {
      actors.stop(ref);
    }
    return end;
  }

  /**
   * Ends an actor at once: a running handler at its next poll; what waits in its mailbox becomes
   * dead letters.
   */
  public CompletableFuture<Void> kill(ActorRef<?> actor) {
    HostRef<?> ref = own(actor);
    Actors actors = running().actors();
    CompletableFuture<Void> end = actors.end(ref);
    if (!end.isDone()) {
      ref.markStopped();
      lifecycle.lock();
      try {
        checkOpen();
        actors.kill(ref);
      } finally {
        lifecycle.unlock();
      }
    }
    return end;
  }

  private HostRef<?> own(ActorRef<?> actor) {
    if (actor instanceof HostRef<?> ref && ref.system() == this) {
      return ref;
    }
    throw new IllegalArgumentException(actor + " is not an actor of this system.");
  }

  /** Makes a mailbox of this JVM that actors can send {@code type} to. */
  public <M extends Record> Mailbox<M> mailbox(Class<M> type) {
    return addresses.mailbox(type);
  }

  // Pauses and neighbours.

  /** Pauses the kernel and lets it go on; everything is kept. For tests of that, and for tools. */
  public void park() {
    checkOpen();
    kernel.parked(() -> {});
  }

  /**
   * Data-parallel kernels on the same device, which run beside the actors. They end with this
   * system; closed before, they are made anew. What must wait until no kernel is resident (loading
   * code that {@link ActorSystemBuilder#kernels} did not name) pauses the actors.
   */
  public Kernels kernels() {
    lifecycle.lock();
    try {
      checkOpen();
      Kernels known = kernels;
      if (known != null && known.isOpen()) {
        return known;
      }
      var gpu = backend.gpu();
      Kernels made =
          gpu == null ? Kernels.onCpu() : Kernels.onGpu(backend.name(), gpu, kernel, null);
      kernels = made;
      return made;
    } finally {
      lifecycle.unlock();
    }
  }

  // The end.

  /**
   * Stops the kernel and gives everything back. Messages still under way are not handled.
   * Idempotent.
   */
  @Override
  public void close() {
    try {
      end();
    } finally {
      intake.close(this::release);
    }
  }

  /** Stops the kernel; everything is refused from then on. */
  private void end() {
    lifecycle.lock();
    try {
      if (closed) {
        return;
      }
      try {
        kernel.stop();
      } finally {
        closed = true;
        Running r = running;
        if (r != null) {
          r.poller().stop();
          r.replies().fail(closed());
          r.actors().allEnded();
          ShutdownHook.remove(this);
        }
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /** Gives everything back; nobody compiles or makes kernels any more. */
  private void release() {
    Kernels own = kernels;
    try {
      if (own != null) {
        own.close();
      }
    } finally {
      lifecycle.lock();
      try {
        kernel.closeDeferred();
        backend.close();
      } finally {
        lifecycle.unlock();
      }
    }
  }

  /** The device or its code failed: every wait ends with this cause. */
  void fail(Throwable cause) {
    if (failure == null && !closed) {
      failure = cause;
      Running r = running;
      if (r != null) {
        r.replies().fail(closed());
        r.actors().fail(closed());
      }
    }
  }

  /** Whether messages are accepted. */
  boolean isOpen() {
    return !closed && failure == null;
  }

  SystemClosedException closed() {
    Throwable cause = failure;
    return cause == null
        ? new SystemClosedException("The actor system is closed.")
        : new SystemClosedException("The actor system has failed: " + cause.getMessage(), cause);
  }

  void checkOpen() {
    if (!isOpen()) {
      throw closed();
    }
  }

  void checkNotFailed() {
    if (failure != null) {
      throw closed();
    }
  }

  // For the parts of a system.

  Options options() {
    return options;
  }

  Addresses addresses() {
    return addresses;
  }

  /** Knows what the first start has made; the caller has the lifecycle lock. */
  void started(Running made) {
    running = made;
    made.poller().start();
    ShutdownHook.add(this);
  }

  private Running running() {
    return Objects.requireNonNull(running, "no actor has been spawned");
  }

  ReplySlots replies() {
    return running().replies();
  }

  /** The actor with this id, or null if it is gone or never was. */
  @Nullable ActorRef<?> actor(long id) {
    Running r = running;
    return r == null ? null : r.actors().of(id);
  }

  /** Takes what has come towards the host; any waiting thread does, one at a time. */
  boolean drain() {
    Running r = running;
    return r != null && r.inbound().drain();
  }

  /** Tells that the supervisor has seen an actor end. */
  void ended(long id) {
    running().actors().ended(id);
  }

  /** Has the poller complete a reply that no thread polls for. */
  void watch(PendingReply<?> reply, long correlation) {
    Running r = running();
    r.replies().watch(reply, correlation);
    r.poller().wake();
    if (!isOpen()) {
      reply.completeExceptionally(closed());
    }
  }

  @Nullable Throwable thrownBy(long id) {
    return backend.thrownBy(ActorId.slot(id));
  }

  /** The Java place of a fault word, such as {@code Counter.java:12}; empty where it has none. */
  String place(int fault) {
    return FaultPlace.of(fault, backend.sources());
  }

  /** A fault word in words, with its Java line. */
  String describeFault(int fault) {
    return FaultPlace.describe(fault, backend.sources());
  }
}

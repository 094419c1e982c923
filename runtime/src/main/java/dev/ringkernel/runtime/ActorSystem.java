package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.SystemClosedException;
import dev.ringkernel.device.Memory;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.StaleCheck;
import dev.ringkernel.ptx.pack.WireIds;
import dev.ringkernel.runtime.device.ActorId;
import dev.ringkernel.runtime.device.Command;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.Reason;
import dev.ringkernel.runtime.device.RunState;
import dev.ringkernel.runtime.device.Slot;
import dev.ringkernel.runtime.device.SystemBlock;
import dev.ringkernel.runtime.device.WorkerBlock;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final long SPAWN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Options options;
  private final Backend backend;
  private final List<Class<?>> declared;
  private final List<Class<?>> declaredKernels;

  /** Guards starting, spawning, parking and closing; never held while a handler's message waits. */
  private final ReentrantLock lifecycle = new ReentrantLock();

  private final Map<Class<?>, Behaviour> behaviours = new HashMap<>();
  private final Addresses addresses = new Addresses(this);
  private final MessageCodecs codecs = new MessageCodecs(addresses);
  private final Map<Long, Mailbox<?>> mailboxes = new ConcurrentHashMap<>();
  private final AtomicLong nextMailbox = new AtomicLong(1);
  private final Map<Long, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

  /** System messages in the rings to the workers: not messages of the user's. */
  private final AtomicLong stops = new AtomicLong();

  private final DeadLetters deadLetters = new DeadLetters();
  private volatile @Nullable Running running;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private int parks;

  /** Data-parallel kernels on the same device; guarded by {@link #lifecycle}. */
  private @Nullable Kernels kernels;

  /** What can only be closed while no kernel is resident; guarded by {@link #lifecycle}. */
  private final List<AutoCloseable> deferred = new ArrayList<>();

  ActorSystem(Options options, Backend backend, List<Class<?>> declared, List<Class<?>> kernels) {
    this.options = options;
    this.backend = backend;
    this.declared = List.copyOf(declared);
    this.declaredKernels = List.copyOf(kernels);
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

  /** What exists once the kernel has been started. */
  private static final class Running {
    final Memories memories;
    final ReplySlots replies;
    final HostRing[] rings;
    final Inbound inbound;
    final Poller poller;
    final @Nullable HostRef<?>[] actors;
    final long[] generations;
    final long[] mailboxOf;
    final long[] stateOf;
    final long[] stateBytesOf;

    /** Slots of actors that have ended; their memory is the next actor's. */
    final Queue<Integer> over = new ConcurrentLinkedQueue<>();

    int nextSlot;
    long heap;
    long commands;

    Running(Memories m, ReplySlots replies, HostRing[] rings, Inbound inbound, Poller poller) {
      this.memories = m;
      this.replies = replies;
      this.rings = rings;
      this.inbound = inbound;
      this.poller = poller;
      this.actors = new HostRef<?>[m.options.maxActors()];
      this.generations = new long[m.options.maxActors()];
      this.mailboxOf = new long[m.options.maxActors()];
      this.stateOf = new long[m.options.maxActors()];
      this.stateBytesOf = new long[m.options.maxActors()];
      this.heap = m.heap;
    }
  }

  Options options() {
    return options;
  }

  ReplySlots replies() {
    return running().replies;
  }

  private Running running() {
    return Objects.requireNonNull(running, "no actor has been spawned");
  }

  /** Name of the backend: {@code cuda} or {@code cpu}. */
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
    return parks;
  }

  /** The dead letters that were copied to this JVM and not yet taken. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** Whether messages are accepted. */
  boolean isOpen() {
    return !closed && failure == null;
  }

  boolean isFailed() {
    return failure != null || closed;
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

  @Nullable Throwable thrownBy(long id) {
    return backend.thrownBy(ActorId.slot(id));
  }

  /** The Java place of a fault word, such as {@code Counter.java:12}; empty where it has none. */
  String place(int fault) {
    int file = (fault >>> 20) & 0xff;
    int line = fault & 0xfffff;
    List<String> sources = backend.sources();
    if (line == 0 || file >= sources.size()) {
      return "";
    }
    return fileName(sources.get(file)) + ":" + line;
  }

  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A fault word in words, with its Java line. */
  String describeFault(int fault) {
    String kind = dev.ringkernel.ir.FaultKind.of(fault >>> 28).text();
    String place = place(fault);
    return place.isEmpty() ? kind : kind + " at " + place;
  }

  void watch(PendingReply<?> reply, long correlation) {
    Running r = running();
    r.replies.watch(reply, correlation);
    r.poller.wake();
    if (isFailed()) {
      reply.completeExceptionally(closed());
    }
  }

  /** Takes what has come towards the host; any waiting thread does, one at a time. */
  boolean drain() {
    Running r = running;
    return r != null && r.inbound.drain();
  }

  /** The device or its code failed: every wait ends with this cause. */
  void fail(Throwable cause) {
    if (failure == null && !closed) {
      failure = cause;
      Running r = running;
      if (r != null) {
        r.replies.fail(closed());
      }
      ends.values().forEach(end -> end.completeExceptionally(closed()));
    }
  }

  // Spawning.

  /** Makes an actor from the class's constructor without parameters. */
  public <T> ActorRef<T> spawn(Class<T> type) {
    return spawn(type, () -> construct(type));
  }

  /** Makes an actor whose initial state is that of the object that {@code factory} makes. */
  @SuppressWarnings("unchecked")
  public <T> ActorRef<T> spawn(Supplier<T> factory) {
    T instance = Objects.requireNonNull(factory.get(), "the factory returned null");
    return spawn((Class<T>) instance.getClass(), () -> instance);
  }

  private static <T> @Nullable T construct(Class<T> type) {
    // So that assert in a handler means the same here as on the device.
    ClassLoader loader = type.getClassLoader();
    if (loader != null) {
      loader.setClassAssertionStatus(type.getName(), true);
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      StateImage.open(constructor, type);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          type.getName()
              + " has no constructor without parameters; use spawn(() -> new "
              + type.getSimpleName()
              + "(…)).",
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "The constructor of " + type.getName() + " failed: " + e.getCause(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be constructed: " + e.getMessage(), e);
    }
  }

  private <T> ActorRef<T> spawn(Class<T> type, Supplier<@Nullable T> factory) {
    lifecycle.lock();
    try {
      checkOpen();
      Behaviour behaviour = behaviour(type);
      T instance = factory.get();
      return place(running(), behaviour, instance);
    } finally {
      lifecycle.unlock();
    }
  }

  /** Gives the actor a slot and memory, and has the supervisor activate it. */
  private <T> HostRef<T> place(Running r, Behaviour behaviour, @Nullable T instance) {
    Manifest manifest = behaviour.pack().manifest();
    long[] image = StateImage.of(instance, manifest.state(), addresses);
    int slot = freeSlot(r);
    long bytes = Math.max(8, image.length * 8L);
    try {
      provide(r, slot, bytes);
    } catch (RuntimeException e) {
      r.over.add(slot);
      throw e;
    }
    long generation = (r.generations[slot] + 1) & 0xffffff;
    if (generation == 0) {
      generation = 1;
    }
    int worker = slot % r.memories.workers;
    long stride = r.memories.stride;
    long mailbox = r.mailboxOf[slot];
    long state = r.stateOf[slot];
    long initial = state + Memories.align(bytes);
    r.generations[slot] = generation;
    long id = ActorId.of(0, slot, generation);
    HostRef<T> ref = new HostRef<>(this, id, behaviour, r.rings[worker]);
    r.actors[slot] = ref;
    ends.put(id, new CompletableFuture<>());
    backend.adopt(slot, behaviour, instance);
    for (int done = 0; done < image.length; ) {
      int words = Math.min(image.length - done, Memories.STAGING_BYTES / 8);
      command(r, Command.IMAGE, image, done, words, initial + done * 8L, words);
      done += words;
    }
    long ticket =
        command(
            r,
            Command.SPAWN,
            image,
            0,
            0,
            slot,
            id,
            behaviour.id(),
            state,
            image.length * 8L,
            initial,
            mailbox,
            mailbox + options.mailboxSlots() * stride,
            worker,
            options.maxRestarts(),
            options.restartWindow().toNanos());
    awaitCommand(r, ticket);
    return ref;
  }

  /** A slot that was never used, or the one that has been over for longest. */
  private int freeSlot(Running r) {
    Integer over = r.over.poll();
    if (over == null && r.nextSlot == r.actors.length) {
      drain(); // one may have ended just now
      over = r.over.poll();
    }
    if (over != null) {
      return over;
    }
    if (r.nextSlot == r.actors.length) {
      throw new IllegalStateException(
          "All " + r.actors.length + " actor slots are in use; allow more with maxActors.");
    }
    return r.nextSlot++;
  }

  /** Makes sure that a slot has a mailbox, and memory for a state and its initial image. */
  private void provide(Running r, int slot, long bytes) {
    long heap = r.heap;
    long mailbox = r.mailboxOf[slot];
    if (mailbox == 0) {
      long slots = (long) options.mailboxSlots() + options.outboxSlots();
      mailbox = allocate(r, slots * r.memories.stride);
    }
    long state = r.stateOf[slot];
    boolean fits = r.stateBytesOf[slot] >= Memories.align(bytes);
    if (!fits) {
      state = allocate(r, 2 * Memories.align(bytes));
    }
    try {
      backend.reach(r.heap);
    } catch (RuntimeException e) {
      r.heap = heap;
      throw e;
    }
    r.mailboxOf[slot] = mailbox;
    r.stateOf[slot] = state;
    r.stateBytesOf[slot] = fits ? r.stateBytesOf[slot] : Memories.align(bytes);
  }

  private static long allocate(Running r, long bytes) {
    long at = r.heap;
    r.heap += Memories.align(bytes);
    return at;
  }

  /** Puts a command into the supervisor's ring; gives its ticket. */
  private long command(
      Running r, int kind, long[] image, int from, int imageWords, long... arguments) {
    long ticket = r.commands;
    long done = r.memories.words + HostWords.COMMANDS_DONE + backend.hostShared();
    for (long looks = 0; ticket - Memory.ldAcquireSys(done) >= Memories.COMMAND_SLOTS; looks++) {
      checkOpen();
      drain();
      options.idle().idle(looks);
    }
    long index = ticket & (Memories.COMMAND_SLOTS - 1);
    long staging = backend.hostShared() + r.memories.staging + index * Memories.STAGING_BYTES;
    for (int i = 0; i < imageWords; i++) {
      Memory.stRelaxedSys(staging + i * 8L, image[from + i]);
    }
    // The image lies elsewhere than the slot: it must be visible before the slot is.
    java.lang.invoke.VarHandle.releaseFence();
    long slot =
        backend.hostShared() + r.memories.commands + index * Command.LINES * Slot.LINE_BYTES;
    int words = Slot.payloadWords(Command.LINES);
    long[] payload = java.util.Arrays.copyOf(arguments, words);
    Slot.write(
        slot,
        Slot.phaseOf(ticket, Memories.COMMAND_SLOTS),
        Slot.word0(Slot.FLAG_SYSTEM, kind, words),
        0,
        0,
        0,
        payload,
        0,
        words);
    r.commands = ticket + 1;
    return ticket;
  }

  private void awaitCommand(Running r, long ticket) {
    long done = r.memories.words + HostWords.COMMANDS_DONE + backend.hostShared();
    long start = System.nanoTime();
    for (long looks = 0; Memory.ldAcquireSys(done) <= ticket; looks++) {
      if ((looks & 63) == 63) {
        checkNotFailed();
        drain();
        if (System.nanoTime() - start > SPAWN_NANOS) {
          throw new IllegalStateException(
              "The supervisor did not answer a command for 10 s; the kernel may hang.");
        }
      }
      options.idle().idle(looks);
    }
  }

  // Starting and parking.

  /** The behaviour of a class; starts the kernel, or parks it to take the class in. */
  private Behaviour behaviour(Class<?> type) {
    Behaviour known = behaviours.get(type);
    if (known != null) {
      return known;
    }
    List<Class<?>> classes = new ArrayList<>(behaviours.size() + 1);
    if (running == null) {
      classes.addAll(declared);
    } else {
      behaviours.values().stream()
          .sorted(java.util.Comparator.comparingInt(Behaviour::id))
          .forEach(b -> classes.add(b.type()));
    }
    if (!classes.contains(type)) {
      classes.add(type);
    }
    Backend.Program program = program(classes);
    if (running == null) {
      start(program);
    } else {
      pause(program);
    }
    program.behaviours().forEach(b -> behaviours.put(b.type(), b));
    return Objects.requireNonNull(behaviours.get(type));
  }

  private Backend.Program program(List<Class<?>> classes) {
    List<KernelPackage> packs = new ArrayList<>();
    for (Class<?> type : classes) {
      Behaviour known = behaviours.get(type);
      KernelPackage pack = known == null ? Packages.load(type) : known.pack();
      if (known == null) {
        StaleCheck.check(type, pack.manifest());
      }
      packs.add(pack);
    }
    WireIds wire = WireIds.of(packs.stream().map(KernelPackage::manifest).toList());
    List<Behaviour> made = new ArrayList<>();
    for (int i = 0; i < packs.size(); i++) {
      Behaviour known = behaviours.get(classes.get(i));
      made.add(
          known == null
              ? Packages.behaviour(i + 1, classes.get(i), packs.get(i), wire, codecs, options)
              : known);
    }
    return new Backend.Program(made, wire, codecs, addresses);
  }

  private void start(Backend.Program program) {
    int workers = options.workers() > 0 ? options.workers() : backend.defaultWorkers();
    int ringSlots = options.ringSlots() > 0 ? options.ringSlots() : backend.defaultRingSlots();
    Memories m = new Memories(options, workers, ringSlots);
    backend.allocate(m);
    backend.load(program);
    backend.reach(m.heap);
    long shared = backend.hostShared();
    HostRing[] rings = new HostRing[workers];
    for (int i = 0; i < workers; i++) {
      rings[i] =
          new HostRing(
              shared + m.h2d + (long) i * ringSlots * m.stride,
              shared + m.h2dHeads + (long) i * HostWords.LINE,
              ringSlots,
              m.stride);
    }
    Inbound inbound = new Inbound(this, m, shared, codecs);
    Poller poller = new Poller(this, backend);
    Running r =
        new Running(
            m,
            new ReplySlots(shared + m.replies, options.replySlots(), m.stride),
            rings,
            inbound,
            poller);
    describe(m, program);
    if (!declaredKernels.isEmpty()) {
      kernels().load(declaredKernels.toArray(Class<?>[]::new));
    }
    backend.start();
    running = r;
    poller.start();
    ShutdownHook.add(this);
  }

  private void describe(Memories m, Backend.Program program) {
    int types = program.ids().types().size() + 1;
    int behaviourCount = program.behaviours().size() + 1;
    if ((long) types * behaviourCount > Memories.HANDLER_WORDS) {
      throw new IllegalArgumentException(
          program.behaviours().size()
              + " actor classes with "
              + (types - 1)
              + " message types are too many for one system; use two.");
    }
    long[] block = new long[SystemBlock.RUN / 8];
    try (var scratch = java.lang.foreign.Arena.ofConfined()) {
      var image = scratch.allocate(SystemBlock.RUN, 8);
      m.describe(
          image.address(), backend.deviceShared(), types, behaviourCount, backend.idleNanos());
      for (int i = 0; i < block.length; i++) {
        block[i] = image.getAtIndex(java.lang.foreign.ValueLayout.JAVA_LONG, i);
      }
    }
    backend.write(0, block);
    backend.write(SystemBlock.RUN, new long[] {RunState.RUN});
    long[] table = new long[types * behaviourCount];
    for (Behaviour behaviour : program.behaviours()) {
      for (Handler handler : behaviour.handlers()) {
        table[behaviour.id() * types + handler.type()] = handler.tableEntry();
      }
    }
    backend.write(m.handlers, table);
  }

  /** Pauses the kernel and lets it go on; everything is kept. For tests of that, and for tools. */
  public void park() {
    lifecycle.lock();
    try {
      checkOpen();
      if (running != null) {
        pause(null);
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private void pause(Backend.@Nullable Program program) {
    Running r = running();
    leave(r, RunState.PARK);
    if (program != null) {
      backend.load(program);
      describe(r.memories, program);
    } else {
      backend.write(SystemBlock.RUN, new long[] {RunState.RUN});
    }
    resume(r);
  }

  private void resume(Running r) {
    closeDeferred();
    Memory.stReleaseSys(backend.hostShared() + r.memories.words + HostWords.RUN, RunState.RUN);
    backend.start();
    parks++;
  }

  private void leave(Running r, int how) {
    Memory.stReleaseSys(backend.hostShared() + r.memories.words + HostWords.RUN, how);
    if (!backend.awaitEnd(options.stopLimit())) {
      IllegalStateException late =
          new IllegalStateException(
              "The resident kernel did not "
                  + (how == RunState.PARK ? "park" : "stop")
                  + " within "
                  + options.stopLimit()
                  + ": a handler runs on without coming to a loop that polls. All calls fail; start a new system.");
      fail(late);
      throw late;
    }
  }

  // Data-parallel kernels.

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
          gpu == null
              ? Kernels.onCpu()
              : Kernels.onGpu(backend.name(), gpu, new BesideActors(), null);
      kernels = made;
      return made;
    } finally {
      lifecycle.unlock();
    }
  }

  /** How kernels get along with the resident one. */
  private final class BesideActors implements Residency {
    @Override
    public void parked(Runnable action) {
      lifecycle.lock();
      try {
        Running r = running;
        if (r == null || closed || failure != null) {
          action.run();
          return;
        }
        leave(r, RunState.PARK);
        try {
          action.run();
        } finally {
          backend.write(SystemBlock.RUN, new long[] {RunState.RUN});
          resume(r);
        }
      } finally {
        lifecycle.unlock();
      }
    }

    @Override
    public void later(AutoCloseable resource) {
      lifecycle.lock();
      try {
        deferred.add(resource);
        if (running == null) {
          closeDeferred();
        }
      } finally {
        lifecycle.unlock();
      }
    }

    @Override
    public int localBytes() {
      return running == null ? Integer.MAX_VALUE : backend.localBytes();
    }
  }

  private void closeDeferred() {
    deferred.forEach(Residency::close);
    deferred.clear();
  }

  // Addresses.

  /** The address for an id; one of an actor that is gone refuses everything. */
  ActorRef<?> ref(long id) {
    if (ActorId.device(id) == ActorId.HOST) {
      Mailbox<?> mailbox = mailboxes.get(ActorId.slot(id));
      return mailbox == null ? new GoneRef(id) : mailbox.ref();
    }
    Running r = running;
    long slot = ActorId.slot(id);
    if (r != null && slot < r.actors.length) {
      HostRef<?> ref = r.actors[(int) slot];
      if (ref != null && ref.id() == id) {
        return ref;
      }
    }
    return new GoneRef(id);
  }

  /** Makes a mailbox of this JVM that actors can send {@code type} to. */
  public <M extends Record> Mailbox<M> mailbox(Class<M> type) {
    long slot = nextMailbox.getAndIncrement();
    Mailbox<M> mailbox = new Mailbox<>(this, slot, type);
    mailboxes.put(slot, mailbox);
    return mailbox;
  }

  void forget(Mailbox<?> mailbox) {
    mailboxes.remove(ActorId.slot(mailbox.ref().id()), mailbox);
  }

  /** A message for a mailbox of the JVM; false if nobody takes it. */
  boolean accept(long target, Record message) {
    Mailbox<?> mailbox = mailboxes.get(ActorId.slot(target));
    return mailbox != null && mailbox.accept(message);
  }

  // Stopping.

  /**
   * Lets an actor handle what was sent to it before, then ends it. The future completes when it has
   * ended.
   *
   * @throws IllegalArgumentException if {@code actor} is not of this system
   */
  public CompletableFuture<Void> stop(ActorRef<?> actor) {
    HostRef<?> ref = own(actor);
    CompletableFuture<Void> end = ends.get(ref.id());
    if (end == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (!ref.isStopped()) {
      ref.markStopped();
      ref.sendStop();
      stops.incrementAndGet();
    }
    return end;
  }

  /**
   * Ends an actor at once: a running handler at its next poll; what waits in its mailbox becomes
   * dead letters.
   */
  public CompletableFuture<Void> kill(ActorRef<?> actor) {
    HostRef<?> ref = own(actor);
    CompletableFuture<Void> end = ends.get(ref.id());
    if (end == null) {
      return CompletableFuture.completedFuture(null);
    }
    ref.markStopped();
    lifecycle.lock();
    try {
      checkOpen();
      Running r = running();
      command(r, Command.KILL, new long[0], 0, 0, ActorId.slot(ref.id()), ref.id());
    } finally {
      lifecycle.unlock();
    }
    return end;
  }

  private HostRef<?> own(ActorRef<?> actor) {
    if (actor instanceof HostRef<?> ref && ref.system() == this) {
      return ref;
    }
    throw new IllegalArgumentException(actor + " is not an actor of this system.");
  }

  /** Tells that the supervisor has seen an actor end. */
  void ended(long id) {
    CompletableFuture<Void> end = ends.remove(id);
    if (ref(id) instanceof HostRef<?> ref) {
      ref.markStopped();
    }
    if (end != null) {
      running().over.add((int) ActorId.slot(id));
      // What depends on it may wait for messages, which nobody else takes while this thread does.
      if (end.getNumberOfDependents() == 0) {
        end.complete(null);
      } else {
        Thread.startVirtualThread(() -> end.complete(null));
      }
    }
  }

  /** What became of all messages so far. */
  public Ledger ledger() {
    Running r = running;
    if (r == null) {
      return new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    drain();
    long byHost = 0;
    for (HostRing ring : r.rings) {
      byHost += ring.count();
    }
    int workers = r.memories.workers;
    long[] words = new long[workers * WorkerBlock.BYTES / 8];
    backend.read(r.memories.worker, words);
    long sent = 0;
    long handled = 0;
    long replied = 0;
    long unrecorded = 0;
    long[] dead = new long[Reason.COUNT];
    for (int w = 0; w < workers; w++) {
      int at = w * WorkerBlock.BYTES / 8;
      sent += words[at + WorkerBlock.SENT / 8];
      handled += words[at + WorkerBlock.DELIVERED / 8];
      replied += words[at + WorkerBlock.REPLIES / 8];
      unrecorded += words[at + WorkerBlock.UNRECORDED / 8];
      for (int i = 0; i < Reason.COUNT; i++) {
        dead[i] += words[at + WorkerBlock.DEAD / 8 + i];
      }
    }
    return new Ledger(
        byHost - stops.get(),
        sent,
        handled,
        r.inbound.received(),
        dead[Reason.OVERFLOW],
        dead[Reason.INVALID_TARGET] + r.inbound.undeliverable(),
        dead[Reason.REJECTED],
        dead[Reason.FAULT],
        replied,
        r.replies.late(),
        unrecorded);
  }

  /**
   * Stops the kernel and gives everything back. Messages still under way are not handled.
   * Idempotent.
   */
  @Override
  public void close() {
    lifecycle.lock();
    try {
      if (closed) {
        return;
      }
      Running r = running;
      try {
        if (r != null && failure == null) {
          leave(r, RunState.STOP);
        }
      } finally {
        closed = true;
        if (r != null) {
          r.poller.stop();
          r.replies.fail(closed());
          ShutdownHook.remove(this);
        }
        ends.values().forEach(end -> end.complete(null));
        try {
          Kernels own = kernels;
          if (own != null) {
            own.close();
          }
        } finally {
          closeDeferred();
          backend.close();
        }
      }
    } finally {
      lifecycle.unlock();
    }
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.runtime.device.ActorId;
import dev.ringkernel.runtime.device.Command;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The actors of a running system by slot: gives a new one its slot, its id and its memory, has the
 * supervisor activate it, and learns of its end. Spawning and killing are guarded by the system's
 * lifecycle lock; any thread may look up.
 */
final class Actors {
  private final ActorSystem system;
  private final Backend backend;
  private final Memories memories;
  private final HostRing[] rings;
  private final Commands commands;
  private final Addresses addresses;
  private final ActorMemory memory;
  private final @Nullable HostRef<?>[] bySlot;
  private final long[] generations;

  /** Slots of actors that have ended; their memory is the next actor's. */
  private final Queue<Integer> over = new ConcurrentLinkedQueue<>();

  private final Map<Long, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
  private final AtomicLong stops = new AtomicLong();
  private int nextSlot;

  Actors(
      ActorSystem system,
      Backend backend,
      Memories memories,
      HostRing[] rings,
      Commands commands,
      Addresses addresses) {
    this.system = system;
    this.backend = backend;
    this.memories = memories;
    this.rings = rings;
    this.commands = commands;
    this.addresses = addresses;
    this.memory = new ActorMemory(backend, memories);
    this.bySlot = new HostRef<?>[memories.options.maxActors()];
    this.generations = new long[bySlot.length];
  }

  /** The actor with this id, or null if it is gone or never was. */
  @Nullable HostRef<?> of(long id) {
    long slot = ActorId.slot(id);
    HostRef<?> ref = slot < bySlot.length ? bySlot[(int) slot] : null;
    return ref != null && ref.id() == id ? ref : null;
  }

  /** Makes an actor, active when this returns. */
  <T> HostRef<T> spawn(Behaviour behaviour, @Nullable T instance) {
    Manifest manifest = behaviour.pack().manifest();
    long[] image = StateImage.of(instance, manifest.state(), addresses);
    int slot = freeSlot();
    long bytes = Math.max(8, image.length * 8L);
    try {
      memory.provide(slot, bytes);
    } catch (RuntimeException e) {
      over.add(slot);
      throw e;
    }
    long generation = (generations[slot] + 1) & 0xffffff;
    if (generation == 0) {
      generation = 1;
    }
    generations[slot] = generation;
    int worker = slot % memories.workers;
    long id = ActorId.of(0, slot, generation);
    HostRef<T> ref = new HostRef<>(system, id, behaviour, rings[worker]);
    bySlot[slot] = ref;
    ends.put(id, new CompletableFuture<>());
    backend.adopt(slot, behaviour, instance);
    activate(ref, worker, image, Memories.align(bytes));
    return ref;
  }

  private void activate(HostRef<?> ref, int worker, long[] image, long stateBytes) {
    Options options = memories.options;
    int slot = (int) ActorId.slot(ref.id());
    long mailbox = memory.mailbox(slot);
    long state = memory.state(slot);
    long initial = state + stateBytes;
    for (int done = 0; done < image.length; ) {
      int words = Math.min(image.length - done, Commands.STAGING_WORDS);
      commands.give(Command.IMAGE, image, done, words, initial + done * 8L, words);
      done += words;
    }
    long ticket =
        commands.give(
            Command.SPAWN,
            slot,
            ref.id(),
            ref.behaviour().id(),
            state,
            image.length * 8L,
            initial,
            mailbox,
            mailbox + (long) options.mailboxSlots() * memories.stride,
            worker,
            options.maxRestarts(),
            options.restartWindow().toNanos());
    commands.await(ticket);
  }

  /** A slot that was never used, or the one that has been over for longest. */
  private int freeSlot() {
    Integer free = over.poll();
    if (free == null && nextSlot == bySlot.length) {
      system.drain(); // one may have ended just now
      free = over.poll();
    }
    if (free != null) {
      return free;
    }
    if (nextSlot == bySlot.length) {
      throw new IllegalStateException(
          "All " + bySlot.length + " actor slots are in use; allow more with maxActors.");
    }
    return nextSlot++;
  }

  /** Completes when the actor has ended. */
  CompletableFuture<Void> end(HostRef<?> actor) {
    CompletableFuture<Void> end = ends.get(actor.id());
    return end == null ? CompletableFuture.completedFuture(null) : end;
  }

  /** Sends the stop behind all that was sent before; any thread may. */
  void stop(HostRef<?> actor) {
    if (!actor.isStopped()) {
      actor.markStopped();
      actor.sendStop();
      stops.incrementAndGet();
    }
  }

  /** Stops in the rings so far: not messages of the user's. */
  long stops() {
    return stops.get();
  }

  void kill(HostRef<?> actor) {
    commands.give(Command.KILL, ActorId.slot(actor.id()), actor.id());
  }

  /** Tells that the supervisor has seen an actor end. */
  void ended(long id) {
    HostRef<?> ref = of(id);
    if (ref != null) {
      ref.markStopped();
    }
    CompletableFuture<Void> end = ends.remove(id);
    if (end != null) {
      over.add((int) ActorId.slot(id));
      // What depends on it may wait for messages, which nobody else takes while this thread does.
      if (end.getNumberOfDependents() == 0) {
        end.complete(null);
      } else {
        Thread.startVirtualThread(() -> end.complete(null));
      }
    }
  }

  /** All have ended, with the system. */
  void allEnded() {
    ends.values().forEach(end -> end.complete(null));
  }

  /** Nobody will tell any more what becomes of them. */
  void fail(Throwable cause) {
    ends.values().forEach(end -> end.completeExceptionally(cause));
  }
}

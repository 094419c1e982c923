package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.Dispatch;
import dev.ringkernel.runtime.device.Resident;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resident runtime on threads of this JVM: the device's own classes over memory outside the
 * heap, and the user's handlers as plain Java. One thread supervises, the others are workers.
 */
final class CpuBackend implements Backend {
  /** Address space of the arena; pages that are never touched cost nothing. */
  private static final long ARENA_BYTES = 4L << 30;

  /** What this backend runs on, for people. */
  static final String DESCRIPTION =
      "threads of this JVM (" + Runtime.getRuntime().availableProcessors() + " processors)";

  private final Arena memory = Arena.ofShared();
  private final List<Thread> threads = new ArrayList<>();
  private volatile @Nullable Throwable failure;
  private @Nullable MemorySegment arena;
  private @Nullable MemorySegment shared;
  private @Nullable Memories memories;
  private @Nullable JvmHandlers handlers;

  @Override
  public String name() {
    return Backends.CPU;
  }

  @Override
  public String description() {
    return DESCRIPTION;
  }

  @Override
  public int defaultWorkers() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
  }

  @Override
  public int defaultRingSlots() {
    return 1024;
  }

  @Override
  public IdleRule idle() {
    return IdleRule.THREADS;
  }

  @Override
  public void allocate(Memories layout) {
    if (memories != null) {
      return;
    }
    memories = layout;
    arena = sparse(ARENA_BYTES);
    // Not closed with the arena: a waiting caller may look at it while the system closes.
    shared = Arena.ofAuto().allocate(layout.sharedBytes, 4096);
    handlers = new JvmHandlers(layout);
  }

  /** Zeroed memory of which only touched pages exist: a hole in a file without a name. */
  private MemorySegment sparse(long bytes) {
    try {
      Path tmpfs = Path.of("/dev/shm");
      Path file =
          Files.isWritable(tmpfs)
              ? Files.createTempFile(tmpfs, "ringkernel", ".arena")
              : Files.createTempFile("ringkernel", ".arena");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, memory);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot map " + (bytes >> 20) + " MiB for actors: " + e.getMessage(), e);
    }
  }

  @Override
  public long arena() {
    return Objects.requireNonNull(arena).address();
  }

  @Override
  public long hostShared() {
    return Objects.requireNonNull(shared).address();
  }

  @Override
  public long deviceShared() {
    return hostShared();
  }

  @Override
  public void reach(long bytes) {
    if (bytes > ARENA_BYTES) {
      throw new IllegalStateException(
          "Actors would need "
              + (bytes >> 20)
              + " MiB; the cpu backend has "
              + (ARENA_BYTES >> 20)
              + ". Spawn fewer, or lower mailboxSlots.");
    }
  }

  @Override
  public void write(long offset, long[] words) {
    MemorySegment.copy(
        words, 0, Objects.requireNonNull(arena), ValueLayout.JAVA_LONG, offset, words.length);
  }

  @Override
  public void read(long offset, long[] into) {
    MemorySegment.copy(
        Objects.requireNonNull(arena), ValueLayout.JAVA_LONG, offset, into, 0, into.length);
  }

  @Override
  public Code prepare(Program program) {
    JvmHandlers.Table table = JvmHandlers.table(program);
    return () -> Objects.requireNonNull(handlers).use(table);
  }

  @Override
  public List<String> sources() {
    return Objects.requireNonNull(handlers).sources();
  }

  @Override
  public void start() {
    Memories m = Objects.requireNonNull(memories);
    long base = arena();
    threads.clear();
    threads.add(thread("supervisor", () -> Resident.supervise(base)));
    for (int i = 0; i < m.workers; i++) {
      int worker = i;
      threads.add(
          thread(
              "worker-" + i,
              () -> {
                Dispatch.bind(Objects.requireNonNull(handlers).invoker());
                Resident.work(base, worker);
              }));
    }
    threads.forEach(Thread::start);
  }

  private Thread thread(String role, Runnable body) {
    return Thread.ofPlatform()
        .daemon()
        .name("ringkernel-" + role)
        .unstarted(
            () -> {
              try {
                body.run();
              } catch (Throwable t) {
                failure = t;
              }
            });
  }

  @Override
  public boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      long left = end - System.nanoTime();
      try {
        if (!thread.join(Duration.ofNanos(Math.max(1, left)))) {
          thread.interrupt(); // a handler that waits for something ends; one that only computes
          // cannot be stopped
          return false;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public @Nullable Throwable thrownBy(long actorSlot) {
    return Objects.requireNonNull(handlers).thrownBy(actorSlot);
  }

  @Override
  public void adopt(long actorSlot, Behaviour behaviour, @Nullable Object instance) {
    Objects.requireNonNull(handlers).adopt(actorSlot, instance);
  }

  @Override
  public void close() {
    boolean ended = threads.stream().noneMatch(Thread::isAlive);
    if (ended) {
      memory.close(); // else a handler that never returns still has it: it is left to it
    }
  }
}

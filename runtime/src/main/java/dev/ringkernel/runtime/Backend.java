package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.WireIds;
import dev.ringkernel.runtime.driver.Gpu;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a system runs on: gives memory, runs the resident kernel, and says when it ended. One system
 * owns one backend. Calls come from one thread at a time, but for {@link #failure}, which any
 * thread makes, and {@link #prepare}, which one thread at a time makes beside all others.
 */
interface Backend extends AutoCloseable {
  /** The name that users write. */
  String name();

  /** What it runs on, for people: a device's name, or the JVM's threads. */
  String description();

  int defaultWorkers();

  int defaultRingSlots();

  /** What idle waits on the device's side do. */
  IdleRule idle();

  /** Gives the memories, zeroed; those it gave before if it is asked again. */
  void allocate(Memories memories);

  /** Address of the arena as the device's side sees it. */
  long arena();

  /** Address of the shared memory as this side sees it. */
  long hostShared();

  /** Address of the shared memory as the device's side sees it. */
  long deviceShared();

  /**
   * Makes sure that the arena has zeroed memory up to {@code bytes}.
   *
   * @throws IllegalStateException if that is more than there is, with the numbers
   */
  void reach(long bytes);

  /** Copies words into the arena; beside a running kernel only into what it does not use yet. */
  void write(long offset, long[] words);

  /** Copies words out of the arena. */
  void read(long offset, long[] into);

  /**
   * Compiles a program as far as that goes beside a running kernel, which does not notice.
   *
   * @throws dev.ringkernel.ptx.pack.PackageException if the code does not suit the device
   * @throws dev.ringkernel.runtime.driver.DriverException if it does not assemble
   */
  Code prepare(Program program);

  /** Code that is compiled. */
  interface Code {
    /**
     * Brings it onto the device in place of what was loaded before. The memories are there, and no
     * kernel runs. If this throws, what was loaded before still is.
     */
    void load();
  }

  /** The sources that fault words of the loaded program index. */
  List<String> sources();

  /** Starts the resident kernel over the memories as they are. */
  void start();

  /** Waits until the kernel that was told to leave has left; false if the time was up. */
  boolean awaitEnd(Duration limit);

  /** What the resident kernel takes of the device, for people; empty where there is no device. */
  default String kernel() {
    return "";
  }

  /** What ended the kernel against its will, or null. Any thread may ask. */
  @Nullable Throwable failure();

  /** What a handler of this actor threw last, where handlers run on the JVM. */
  default @Nullable Throwable thrownBy(long actorSlot) {
    return null;
  }

  /**
   * An actor's object is in place before its spawn command is given; backends that run on the
   * device have no use for it.
   */
  default void adopt(long actorSlot, Behaviour behaviour, @Nullable Object instance) {}

  /** The GPU it runs on; null on the CPU. */
  default @Nullable Gpu gpu() {
    return null;
  }

  /** Local memory of a thread of the loaded kernel in bytes; 0 on the CPU. */
  default int localBytes() {
    return 0;
  }

  @Override
  void close();

  /**
   * Everything that runs in one kernel.
   *
   * @param behaviours in order of their ids
   * @param ids wire ids of all message types
   * @param refs makes the address for an id found in a message
   */
  record Program(
      List<Behaviour> behaviours,
      WireIds ids,
      MessageCodecs codecs,
      LongFunction<ActorRef<?>> refs) {}
}

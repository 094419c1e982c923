package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Command;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.Slot;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;

/**
 * The host's end of the command ring to the supervisor, with a staging area for each slot. One
 * thread at a time gives commands.
 */
final class Commands {
  /** Words of a state image that one command carries at most. */
  static final int STAGING_WORDS = Memories.STAGING_BYTES / 8;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long[] NO_IMAGE = {};

  private final ActorSystem system;
  private final long ring;
  private final long staging;
  private final long done;
  private long given;

  /**
   * @param shared address of the shared memory
   */
  Commands(ActorSystem system, Memories m, long shared) {
    this.system = system;
    this.ring = shared + m.commands;
    this.staging = shared + m.staging;
    this.done = shared + Memories.WORDS + HostWords.COMMANDS_DONE;
  }

  /** Gives a command without an image; returns its ticket. */
  long give(int kind, long... arguments) {
    return give(kind, NO_IMAGE, 0, 0, arguments);
  }

  /**
   * Gives a command; returns its ticket. Waits while the ring is full.
   *
   * @param image the words from {@code from} on are laid into the staging area
   */
  long give(int kind, long[] image, int from, int imageWords, long... arguments) {
    long ticket = given;
    for (long looks = 0; ticket - Memory.ldAcquireSys(done) >= Memories.COMMAND_SLOTS; looks++) {
      system.checkOpen();
      system.drain();
      system.options().idle().idle(looks);
    }
    long index = ticket & (Memories.COMMAND_SLOTS - 1);
    long area = staging + index * Memories.STAGING_BYTES;
    for (int i = 0; i < imageWords; i++) {
      Memory.stRelaxedSys(area + i * 8L, image[from + i]);
    }
    // The image lies elsewhere than the slot: it must be visible before the slot is.
    VarHandle.releaseFence();
    int words = Slot.payloadWords(Command.LINES);
    Slot.write(
        ring + index * Command.LINES * Slot.LINE_BYTES,
        Slot.phaseOf(ticket, Memories.COMMAND_SLOTS),
        Slot.word0(Slot.FLAG_SYSTEM, kind, words),
        0,
        0,
        0,
        Arrays.copyOf(arguments, words),
        0,
        words);
    given = ticket + 1;
    return ticket;
  }

  /** Waits until the supervisor has carried a command out. */
  void await(long ticket) {
    long start = System.nanoTime();
    for (long looks = 0; Memory.ldAcquireSys(done) <= ticket; looks++) {
      if ((looks & 63) == 63) {
        system.checkNotFailed();
        system.drain();
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          throw new IllegalStateException(
              "The supervisor did not answer a command for 10 s; the kernel may hang.");
        }
      }
      system.options().idle().idle(looks);
    }
  }
}

package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.Slot;
import java.time.Duration;

/**
 * The sizes and limits of one system, checked.
 *
 * @param workers workers, or 0 for what the backend finds fit
 * @param maxActors actor slots
 * @param maxMessageBytes payload of the largest message
 * @param mailboxSlots messages a mailbox holds, a power of two
 * @param outboxSlots parked sends an actor holds, a power of two
 * @param ringSlots slots of a worker's host ring, a power of two, or 0 for the backend's choice
 * @param replySlots calls that may be under way at once
 * @param hostRingSlots slots of the ring towards the host, a power of two
 * @param slice how long a handler may run
 * @param patience how long a send may find no room before it becomes a dead letter
 * @param maxRestarts restarts of one actor allowed within {@code restartWindow}
 * @param stopLimit how long stop and park may take before the system is given up
 */
record Options(
    int workers,
    int maxActors,
    int maxMessageBytes,
    int mailboxSlots,
    int outboxSlots,
    int ringSlots,
    int replySlots,
    int hostRingSlots,
    Duration slice,
    Duration patience,
    int maxRestarts,
    Duration restartWindow,
    Duration stopLimit,
    IdleStrategy idle) {

  /** Payload bytes of the longest slot. */
  static final int MOST_MESSAGE_BYTES = 8 * Slot.payloadWords(Slot.MAX_LINES);

  static final Options DEFAULT =
      new Options(
          0,
          1 << 14,
          8 * Slot.FIRST_WORDS,
          64,
          16,
          0,
          1 << 12,
          1 << 14,
          Duration.ofSeconds(1),
          Duration.ofMillis(50),
          10,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          IdleStrategy.SPIN);

  Options {
    atLeast("workers", workers, 0);
    atLeast("maxActors", maxActors, 1);
    if (maxMessageBytes < 0 || maxMessageBytes > MOST_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be between 0 and "
              + MOST_MESSAGE_BYTES
              + ", not "
              + maxMessageBytes
              + ".");
    }
    powerOfTwo("mailboxSlots", mailboxSlots, 8);
    powerOfTwo("outboxSlots", outboxSlots, 2);
    if (ringSlots != 0) {
      powerOfTwo("ringSlots", ringSlots, 8);
    }
    atLeast("replySlots", replySlots, 1);
    powerOfTwo("hostRingSlots", hostRingSlots, 8);
    atLeast("maxRestarts", maxRestarts, 0);
  }

  /** Lines of a slot. */
  int lines() {
    return Slot.linesFor((maxMessageBytes + 7) / 8);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be at least " + least + ", not " + value + ".");
    }
  }

  private static void powerOfTwo(String name, int value, int least) {
    if (value < least || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          name + " must be a power of two of at least " + least + ", not " + value + ".");
    }
  }
}

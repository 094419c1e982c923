package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Slot;
import dev.ringkernel.runtime.device.SystemMessage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The host's end of the device-to-host ring. Whoever waits for something drains it, one thread at a
 * time.
 */
final class Inbound {
  /** Messages between two reports of the head to the device. */
  private static final int REPORT = 64;

  private final ActorSystem system;
  private final MessageCodecs codecs;
  private final Addresses addresses;
  private final long ring;
  private final long headAddress;
  private final long slots;
  private final long stride;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final long[] message = new long[Slot.NATURAL_WORDS];
  private long head;
  private volatile long received;
  private volatile long undeliverable;

  Inbound(ActorSystem system, Memories m, long shared, MessageCodecs codecs, Addresses addresses) {
    this.system = system;
    this.codecs = codecs;
    this.addresses = addresses;
    this.ring = shared + m.d2h;
    this.headAddress = shared + m.d2hHead;
    this.slots = m.options.hostRingSlots();
    this.stride = m.stride;
  }

  /** Messages that reached mailboxes. */
  long received() {
    return received;
  }

  /** Messages to mailboxes that are closed or take another type. */
  long undeliverable() {
    return undeliverable;
  }

  /** Takes all that is there; false if there was nothing, or another thread is at it. */
  boolean drain() {
    long slot = ring + (head & (slots - 1)) * stride; // a stale head costs a look, no more
    if ((Memory.ldRelaxedSys(slot) & 1) != Slot.phaseOf(head, slots)
        || !busy.compareAndSet(false, true)) {
      return false;
    }
    long start = head;
    try {
      while (take()) {
        head++;
        if (head % REPORT == 0) {
          Memory.stReleaseSys(headAddress, head);
        }
      }
      Memory.stReleaseSys(headAddress, head);
      return head != start;
    } finally {
      busy.set(false);
    }
  }

  private boolean take() {
    if (!Slot.read(ring + (head & (slots - 1)) * stride, Slot.phaseOf(head, slots), message, 0)) {
      return false;
    }
    long word0 = message[0];
    if ((word0 & Slot.FLAG_SYSTEM) != 0) {
      if (Slot.type(word0) == SystemMessage.TERMINATED) {
        system.ended(message[Slot.HEADER_WORDS]);
      }
      return true;
    }
    int type = (int) Slot.type(word0);
    MessageCodecs.Entry entry = codecs.of(type);
    if ((word0 & Slot.FLAG_DEAD) != 0) {
      system.deadLetters().add(letter(type, entry));
    } else if (entry != null
        && addresses.accept(message[1], entry.codec().decode(message, Slot.HEADER_WORDS))) {
      received++;
    } else {
      undeliverable++;
      system
          .deadLetters()
          .add(
              new DeadLetter(
                  entry == null ? null : entry.codec().decode(message, Slot.HEADER_WORDS),
                  entry == null ? "type " + type : entry.codec().type().getName(),
                  message[1],
                  message[2],
                  "InvalidTarget",
                  ""));
    }
    return true;
  }

  private DeadLetter letter(
      int type, MessageCodecs.@org.jspecify.annotations.Nullable Entry entry) {
    int reason = (int) (message[3] & 0xff);
    int fault = (int) (message[3] >>> 8);
    return new DeadLetter(
        entry == null ? null : entry.codec().decode(message, Slot.HEADER_WORDS),
        entry == null ? "type " + type : entry.codec().type().getName(),
        message[1],
        message[2],
        DeadLetter.reasonText(reason),
        fault == 0 ? "" : system.describeFault(fault));
  }
}

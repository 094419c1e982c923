package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Slot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The host's end of one worker's ring: many threads of this JVM put, one worker takes. A ticket is
 * a compare-and-set on {@link #tail}, a field of this side; nothing is allocated and nothing native
 * called.
 */
final class HostRing implements Sink {
  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(HostRing.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long slots;
  private final long stride;
  private final long ring;
  private final long headAddress;

  // Producers' words, away from the constants above and from each other's objects.
  @SuppressWarnings("unused")
  private long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14;

  private volatile long tail;
  private long head;

  @SuppressWarnings("unused")
  private long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14;

  HostRing(long ring, long headAddress, int slots, int stride) {
    this.ring = ring;
    this.headAddress = headAddress;
    this.slots = slots;
    this.stride = stride;
  }

  /** Takes a position, or {@link Sink#FULL}. */
  private long claim() {
    while (true) {
      long position = (long) TAIL.getAcquire(this);
      if (position - head >= slots) {
        long now = Memory.ldAcquireSys(headAddress);
        head = now;
        if (position - now >= slots) {
          return FULL;
        }
      }
      if (TAIL.compareAndSet(this, position, position + 1)) {
        return position;
      }
    }
  }

  @Override
  public long put(long h0, long h1, long h2, long h3, long p0, long p1, long p2, long p3) {
    long position = claim();
    if (position >= 0) {
      Slot.writeLine(
          ring + (position & (slots - 1)) * stride,
          Slot.phaseOf(position, slots),
          h0,
          h1,
          h2,
          h3,
          p0,
          p1,
          p2,
          p3);
    }
    return position;
  }

  @Override
  public long put(long h0, long h1, long h2, long h3, long[] payload, int words) {
    long position = claim();
    if (position >= 0) {
      Slot.write(
          ring + (position & (slots - 1)) * stride,
          Slot.phaseOf(position, slots),
          h0,
          h1,
          h2,
          h3,
          payload,
          0,
          words);
    }
    return position;
  }

  /** Messages ever put. */
  long count() {
    return tail;
  }

  /** Messages the device has taken, as it last said. */
  long taken() {
    return Memory.ldAcquireSys(headAddress);
  }
}

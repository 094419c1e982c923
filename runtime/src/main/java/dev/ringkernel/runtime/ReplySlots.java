package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Slot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The reply slots of a system: a caller takes one, names it in its message with a generation, polls
 * it, and gives it back. A slot whose caller gave up stays out of use until the late reply has
 * come.
 *
 * <p>Free slots form a stack whose top carries a count, so that nothing is allocated and a stale
 * top is noticed.
 */
final class ReplySlots {
  private final long base;
  private final long stride;
  private final int[] next;
  private final long[] generation;
  private final AtomicLong top;
  private final AtomicReferenceArray<@Nullable PendingReply<?>> watched;
  private final Queue<Long> abandoned = new ConcurrentLinkedQueue<>();
  private final AtomicLong late = new AtomicLong();
  private volatile int watchedEnd;

  ReplySlots(long base, int count, int stride) {
    this.base = base;
    this.stride = stride;
    this.next = new int[count];
    this.generation = new long[count];
    this.watched = new AtomicReferenceArray<>(count);
    for (int i = 0; i < count; i++) {
      next[i] = i + 1 < count ? i + 1 : -1;
    }
    this.top = new AtomicLong(0);
  }

  /** Takes a slot; gives the correlation word to send, or 0 when all are in use. */
  long acquire() {
    while (true) {
      long t = top.get();
      int index = (int) t;
      if (index < 0) {
        return 0;
      }
      long after = ((t >>> 32) + 1) << 32 | (next[index] & 0xffffffffL);
      if (top.compareAndSet(t, after)) {
        long g = (generation[index] + 1) & 0xff_ffff_ffffL;
        if (g == 0) {
          g = 2; // generation 0 with index 0 would be no correlation; the phase alternates on
        }
        generation[index] = g;
        return (long) index << 40 | g;
      }
    }
  }

  /** Gives a slot back whose reply has come, or whose message was never sent. */
  void release(long correlation) {
    int index = index(correlation);
    while (true) {
      long t = top.get();
      next[index] = (int) t;
      if (top.compareAndSet(t, ((t >>> 32) + 1) << 32 | index)) {
        return;
      }
    }
  }

  /**
   * Gives back a slot whose message was never sent: its next reply has the phase this one would
   * have had.
   */
  void cancel(long correlation) {
    generation[index(correlation)]--;
    release(correlation);
  }

  static int index(long correlation) {
    return (int) (correlation >>> 40);
  }

  private long address(long correlation) {
    return base + (correlation >>> 40) * stride;
  }

  /** Whether the reply's first line is there. */
  boolean arrived(long correlation) {
    long slot = address(correlation);
    long want = -(correlation & 1);
    if (((Memory.ldRelaxedSys(slot) ^ want) & 1) != 0) {
      return false;
    }
    long differing = 0;
    for (int i = 1; i < 8; i++) {
      differing |= Memory.ldRelaxedSys(slot + i * 8) ^ want;
    }
    return (differing & 1) == 0;
  }

  /** Word {@code i} of the first line of a reply that has arrived, in natural form. */
  long word(long correlation, int i) {
    long slot = address(correlation);
    long w0 = Memory.ldRelaxedSys(slot);
    return i == 0 ? w0 & ~0xffL : (Memory.ldRelaxedSys(slot + i * 8) & ~1L) | ((w0 >>> i) & 1);
  }

  /** Copies a reply of any length out, once it is all there. */
  void read(long correlation, long[] into) {
    while (!Slot.read(address(correlation), correlation & 1, into, 0)) {
      Thread.onSpinWait(); // its further lines are on their way
    }
  }

  /** The caller gave up: the slot returns when the reply has come. */
  void abandon(long correlation) {
    abandoned.add(correlation);
  }

  /** Counts and gives back what came too late. */
  void sweep() {
    for (int n = abandoned.size(); n > 0; n--) {
      Long correlation = abandoned.poll();
      if (correlation == null) {
        return;
      }
      if (arrived(correlation)) {
        late.incrementAndGet();
        release(correlation);
      } else {
        abandoned.add(correlation);
      }
    }
  }

  /** Replies that came after their callers had given up. */
  long late() {
    return late.get();
  }

  /** Lets the poller complete a reply that no thread polls for. */
  void watch(PendingReply<?> reply, long correlation) {
    int index = index(correlation);
    watched.set(index, reply);
    if (index >= watchedEnd) {
      synchronized (this) {
        watchedEnd = Math.max(watchedEnd, index + 1);
      }
    }
  }

  /** Completes the watched replies that have come; gives how many are still awaited. */
  int serve() {
    int waiting = 0;
    for (int i = 0; i < watchedEnd; i++) {
      PendingReply<?> reply = watched.get(i);
      if (reply != null) {
        if (reply.serve() || reply.isDone()) {
          watched.compareAndSet(i, reply, null);
        } else {
          waiting++;
        }
      }
    }
    return waiting;
  }

  /** Fails every watched reply. */
  void fail(Throwable cause) {
    for (int i = 0; i < watchedEnd; i++) {
      PendingReply<?> reply = watched.getAndSet(i, null);
      if (reply != null) {
        reply.completeExceptionally(cause);
      }
    }
  }
}

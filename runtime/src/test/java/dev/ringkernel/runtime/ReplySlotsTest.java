package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.device.Slot;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ReplySlotsTest {
  private static final int STRIDE = Slot.LINE_BYTES;

  private static void reply(long base, long correlation, long value) {
    Slot.writeLine(
        base + (correlation >>> 40) * STRIDE,
        correlation & 1,
        Slot.word0(Slot.FLAG_REPLY, 1, 1),
        0,
        0,
        correlation,
        value,
        0,
        0,
        0);
  }

  @Test
  void givesEachSlotOnceAndZeroWhenAllAreInUse() {
    try (Arena memory = Arena.ofConfined()) {
      long base = memory.allocate(8 * STRIDE, 128).address();
      ReplySlots slots = new ReplySlots(base, 8, STRIDE);
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        long correlation = slots.acquire();
        assertThat(correlation).isNotZero();
        assertThat(seen.add(ReplySlots.index(correlation))).isTrue();
        assertThat(slots.arrived(correlation)).isFalse();
      }
      assertThat(slots.acquire()).isZero();
    }
  }

  @Test
  void cancelledSlotStillTellsItsNextReplyFromTheLast() {
    try (Arena memory = Arena.ofConfined()) {
      long base = memory.allocate(STRIDE, 128).address();
      ReplySlots slots = new ReplySlots(base, 1, STRIDE);
      for (int i = 0; i < 20; i++) {
        long unsent = slots.acquire();
        slots.cancel(unsent);
        long correlation = slots.acquire();
        assertThat(slots.arrived(correlation)).isFalse();
        reply(base, correlation, i);
        assertThat(slots.arrived(correlation)).isTrue();
        assertThat(slots.word(correlation, 4)).isEqualTo(i);
        slots.release(correlation);
      }
    }
  }

  @Test
  void abandonedSlotComesBackWithItsLateReply() {
    try (Arena memory = Arena.ofConfined()) {
      long base = memory.allocate(STRIDE, 128).address();
      ReplySlots slots = new ReplySlots(base, 1, STRIDE);
      long late = slots.acquire();
      slots.abandon(late);
      slots.sweep();
      assertThat(slots.acquire()).isZero();
      assertThat(slots.late()).isZero();
      reply(base, late, 5);
      slots.sweep();
      assertThat(slots.late()).isEqualTo(1);
      long next = slots.acquire();
      assertThat(next).isNotZero().isNotEqualTo(late);
      assertThat(slots.arrived(next)).isFalse();
    }
  }

  @Test
  void manyCallersGetTheirOwnReplies() throws Exception {
    long seed = System.nanoTime();
    int count = 8;
    int callers = 3;
    int calls = 20_000;
    try (Arena memory = Arena.ofShared()) {
      long base = memory.allocate((long) count * STRIDE, 128).address();
      ReplySlots slots = new ReplySlots(base, count, STRIDE);
      AtomicIntegerArray owners = new AtomicIntegerArray(count);
      Queue<long[]> device = new ConcurrentLinkedQueue<>();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger abandoned = new AtomicInteger();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread replier =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get() || !device.isEmpty()) {
                      long[] call = device.poll();
                      if (call == null) {
                        Thread.yield();
                      } else {
                        owners.set(ReplySlots.index(call[0]), 0);
                        reply(base, call[0], call[1]);
                      }
                    }
                  });
      List<Thread> threads = new ArrayList<>();
      for (int t = 1; t <= callers; t++) {
        int me = t;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      SplittableRandom random = new SplittableRandom(seed + me);
                      try {
                        for (int i = 0; i < calls; i++) {
                          long correlation = slots.acquire();
                          if (correlation == 0) {
                            slots.sweep();
                            Thread.yield();
                            continue;
                          }
                          assertThat(owners.getAndSet(ReplySlots.index(correlation), me)).isZero();
                          if (random.nextInt(10) == 0) {
                            owners.set(ReplySlots.index(correlation), 0);
                            slots.cancel(correlation);
                            continue;
                          }
                          long value = (long) me << 32 | i;
                          device.add(new long[] {correlation, value});
                          if (random.nextInt(10) == 0) {
                            abandoned.incrementAndGet();
                            slots.abandon(correlation);
                            continue;
                          }
                          while (!slots.arrived(correlation)) {
                            Thread.yield();
                          }
                          assertThat(slots.word(correlation, 4)).isEqualTo(value);
                          slots.release(correlation);
                        }
                      } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      over.set(true);
      replier.join();
      assertThat(failure.get()).as("seed %d", seed).isNull();
      slots.sweep();
      assertThat(slots.late()).isEqualTo(abandoned.get());
      for (int i = 0; i < count; i++) {
        assertThat(slots.acquire()).isNotZero();
      }
      assertThat(slots.acquire()).isZero();
    }
  }
}

package dev.ringkernel.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Mailboxes and the ready queue together: many senders, one home worker. */
final class MailboxTest {
  private static final int ACTORS = 4;
  private static final int SLOTS = 8;
  private static final int LINES = 2;
  private static final int WORKER = 4096;
  private static final int READY = WORKER + WorkerBlock.BYTES;
  private static final int CONTROL = READY + 8 * 8;
  private static final int MAIL = CONTROL + ACTORS * ControlBlock.BYTES;
  private static final int MAIL_BYTES = SLOTS * LINES * Slot.LINE_BYTES;

  private static long arena(Arena memory) {
    long arena = memory.allocate(MAIL + (long) ACTORS * MAIL_BYTES, 256).address();
    Word.put(arena + SystemBlock.MAILBOX_SLOTS, SLOTS);
    Word.put(arena + SystemBlock.LINES, LINES);
    Word.put(arena + SystemBlock.READY_SLOTS, 8);
    Word.put(arena + SystemBlock.WORKER_OFFSET, WORKER);
    Word.put(arena + SystemBlock.READY_OFFSET, READY);
    Word.put(arena + SystemBlock.CONTROL_OFFSET, CONTROL);
    for (int i = 0; i < ACTORS; i++) {
      Word.put(
          ControlBlock.at(arena, i) + ControlBlock.MAILBOX_OFFSET, MAIL + (long) i * MAIL_BYTES);
    }
    return arena;
  }

  private static boolean put(long arena, int actor, int reserve, long from, long number) {
    long[] payload = {number, from, -number, number * 3, number * 5, number * 7};
    int words = number % 2 == 0 ? payload.length : 2;
    return Mailbox.put(
        arena,
        actor,
        ControlBlock.at(arena, actor),
        reserve,
        Slot.word0(0, 1, words),
        actor,
        from,
        0,
        payload,
        0,
        words);
  }

  @Test
  void keepsItsReserveAndSchedulesOnce() {
    try (Arena memory = Arena.ofConfined()) {
      long arena = arena(memory);
      long control = ControlBlock.at(arena, 1);
      long block = WorkerBlock.at(arena, 0);
      int taken = 0;
      while (put(arena, 1, Mailbox.RESERVED, 7, taken)) {
        taken++;
      }
      assertThat(taken).isEqualTo(SLOTS - Mailbox.RESERVED);
      for (int i = 0; i < Mailbox.RESERVED; i++) {
        assertThat(put(arena, 1, 0, 7, taken + i)).isTrue();
      }
      assertThat(put(arena, 1, 0, 7, 99)).isFalse();
      assertThat(ReadyQueue.pop(arena, 0, block)).isEqualTo(1);
      assertThat(ReadyQueue.pop(arena, 0, block)).isEqualTo(-1);
      long[] message = new long[Slot.NATURAL_WORDS];
      for (int i = 0; i < SLOTS; i++) {
        assertThat(Mailbox.take(arena, control, message, 0)).isTrue();
        assertThat(message[Slot.HEADER_WORDS]).isEqualTo(i);
      }
      assertThat(Mailbox.take(arena, control, message, 0)).isFalse();
      assertThat(Mailbox.isEmpty(control)).isTrue();
    }
  }

  @Test
  void manySendersLoseNothingAndKeepTheirOrder() throws Exception {
    long seed = System.nanoTime();
    int senders = 3;
    int each = 12_000;
    try (Arena memory = Arena.ofShared()) {
      long arena = arena(memory);
      long[][] sent = new long[senders][ACTORS];
      List<Thread> threads = new ArrayList<>();
      for (int s = 0; s < senders; s++) {
        int me = s;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      SplittableRandom random = new SplittableRandom(seed + me);
                      for (int i = 0; i < each; i++) {
                        int actor = random.nextInt(ACTORS);
                        while (!put(arena, actor, me, me, sent[me][actor])) {
                          Thread.yield();
                        }
                        sent[me][actor]++;
                      }
                    }));
      }
      long block = WorkerBlock.at(arena, 0);
      long[][] got = new long[senders][ACTORS];
      long[] message = new long[Slot.NATURAL_WORDS];
      for (long taken = 0; taken < (long) senders * each; ) {
        long actor = ReadyQueue.pop(arena, 0, block);
        if (actor < 0) {
          Thread.yield();
          continue;
        }
        long control = ControlBlock.at(arena, actor);
        while (Mailbox.take(arena, control, message, 0)) {
          int from = (int) message[2];
          long number = message[Slot.HEADER_WORDS];
          assertThat(number).as("seed %d", seed).isEqualTo(got[from][(int) actor]++);
          assertThat(message[Slot.HEADER_WORDS + 1]).isEqualTo(from);
          if (number % 2 == 0) {
            assertThat(message[Slot.HEADER_WORDS + 5]).as("seed %d", seed).isEqualTo(number * 7);
          }
          taken++;
        }
        Memory.atomExchAcqRelGpu(control + ControlBlock.SCHEDULED, 0L);
        if (!Mailbox.isEmpty(control)) {
          ReadyQueue.schedule(arena, actor, control);
        }
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(got).isDeepEqualTo(sent);
    }
  }
}

package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Slot;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostRingTest {
  private static final int SLOTS = 8;
  private static final int LINES = 3;
  private static final int STRIDE = LINES * Slot.LINE_BYTES;

  @Test
  void isFullUntilTheReaderSaysWhatItTook() {
    try (Arena memory = Arena.ofConfined()) {
      long ring = memory.allocate(SLOTS * STRIDE, 128).address();
      long head = memory.allocate(128, 128).address();
      HostRing host = new HostRing(ring, head, SLOTS, STRIDE);
      for (int i = 0; i < SLOTS; i++) {
        assertThat(host.put(0, i, 0, 0, 0, 0, 0, 0)).isEqualTo(i);
      }
      assertThat(host.put(0, 9, 0, 0, 0, 0, 0, 0)).isEqualTo(Sink.FULL);
      assertThat(host.count()).isEqualTo(SLOTS);
      Memory.stReleaseSys(head, 1);
      assertThat(host.put(0, 9, 0, 0, 0, 0, 0, 0)).isEqualTo(SLOTS);
      assertThat(host.put(0, 9, 0, 0, 0, 0, 0, 0)).isEqualTo(Sink.FULL);
      assertThat(host.taken()).isEqualTo(1);
    }
  }

  /** Short and long messages of several producers, each in order, none lost, none torn. */
  @Test
  void severalProducersAndOneReader() throws Exception {
    int producers = 3;
    int each = 20_000;
    try (Arena memory = Arena.ofShared()) {
      long ring = memory.allocate(SLOTS * STRIDE, 128).address();
      long headAddress = memory.allocate(128, 128).address();
      HostRing host = new HostRing(ring, headAddress, SLOTS, STRIDE);
      List<Thread> threads = new ArrayList<>();
      for (int p = 0; p < producers; p++) {
        int me = p;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      long[] payload = new long[Slot.payloadWords(LINES)];
                      for (long i = 0; i < each; i++) {
                        boolean isLong = (i + me) % 3 == 0;
                        java.util.Arrays.fill(payload, i * 31 + me);
                        while ((isLong
                                ? host.put(
                                    Slot.word0(0, 2, payload.length),
                                    me,
                                    i,
                                    0,
                                    payload,
                                    payload.length)
                                : host.put(Slot.word0(0, 1, 1), me, i, 0, i * 31 + me, 0, 0, 0))
                            < 0) {
                          Thread.yield();
                        }
                      }
                    }));
      }
      long[] expected = new long[producers];
      long[] message = new long[Slot.NATURAL_WORDS];
      for (long head = 0; head < (long) producers * each; head++) {
        long slot = ring + (head & (SLOTS - 1)) * STRIDE;
        while (!Slot.read(slot, Slot.phaseOf(head, SLOTS), message, 0)) {
          Thread.yield();
        }
        int from = (int) message[1];
        assertThat(message[2]).isEqualTo(expected[from]++);
        int words = Slot.type(message[0]) == 2 ? Slot.payloadWords(LINES) : 1;
        for (int w = 0; w < words; w++) {
          assertThat(message[Slot.HEADER_WORDS + w]).isEqualTo(message[2] * 31 + from);
        }
        Memory.stReleaseSys(headAddress, head + 1);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(expected).containsOnly(each);
    }
  }
}

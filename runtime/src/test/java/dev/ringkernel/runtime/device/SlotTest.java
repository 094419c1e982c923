package dev.ringkernel.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Memory;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SlotTest {
  private static final int MOST_WORDS = Slot.payloadWords(Slot.MAX_LINES);

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final long[] natural = new long[Slot.NATURAL_WORDS + 8];
  private Arena memory;
  private long slot;

  @BeforeEach
  void allocate() {
    memory = Arena.ofConfined();
    slot = memory.allocate(Slot.MAX_LINES * Slot.LINE_BYTES, 128).address();
  }

  @AfterEach
  void free() {
    memory.close();
  }

  private long[] payload(int words) {
    return random.longs(words).toArray();
  }

  @Test
  void everyLengthAndPhaseComesBackAsWritten() {
    for (int words = 0; words <= MOST_WORDS; words++) {
      for (int way = 0; way < 4; way++) {
        long phase = way & 1;
        long[] payload = payload(words);
        long h0 = Slot.word0(Slot.FLAG_CALL, random.nextInt(1 << 16), words);
        long h1 = random.nextLong();
        long h2 = random.nextLong();
        long h3 = random.nextLong();
        if (way < 2) {
          Slot.write(slot, phase, h0, h1, h2, h3, payload, 0, words);
        } else {
          Slot.writeMailbox(slot, phase, h0, h1, h2, h3, payload, 0, words);
        }
        assertThat(Slot.read(slot, phase ^ 1, natural, 3)).isFalse();
        assertThat(Slot.read(slot, phase, natural, 3)).isTrue();
        assertThat(natural[3]).isEqualTo(h0);
        assertThat(natural[4]).isEqualTo(h1);
        assertThat(natural[5]).isEqualTo(h2);
        assertThat(natural[6]).isEqualTo(h3);
        for (int i = 0; i < Slot.payloadWords(Slot.lines(h0)); i++) {
          assertThat(natural[7 + i])
              .as("seed %d, word %d of %d", seed, i, words)
              .isEqualTo(i < words ? payload[i] : 0);
        }
      }
    }
  }

  @Test
  void anyWordOfLine0WithTheOtherPhaseMakesItUnwritten() {
    for (int word = 0; word < 8; word++) {
      Slot.write(slot, 1, Slot.word0(0, 7, 4), -1, -1, -1, payload(4), 0, 4);
      long address = slot + word * 8;
      Memory.stRelaxedSys(address, Memory.ldRelaxedSys(address) ^ 1);
      assertThat(Slot.read(slot, 1, natural, 0)).as("word %d", word).isFalse();
      assertThat(Slot.read(slot, 0, natural, 0)).as("word %d", word).isFalse();
    }
  }

  @Test
  void zeroedMemoryIsUnwrittenOnTheFirstLap() {
    assertThat(Slot.phaseOf(0, 8)).isEqualTo(1);
    assertThat(Slot.read(slot, Slot.phaseOf(0, 8), natural, 0)).isFalse();
  }

  @Test
  void phaseTurnsWithEachLap() {
    for (long position = 0; position < 100; position++) {
      assertThat(Slot.phaseOf(position, 16)).isEqualTo(Slot.phase(position, 16));
      assertThat(Slot.phase(position, 16)).isEqualTo(position / 16 % 2 == 0 ? 1 : 0);
    }
  }

  @Test
  void linesForIsTheLeastThatHasRoom() {
    for (int words = 0; words <= MOST_WORDS; words++) {
      int lines = Slot.linesFor(words);
      assertThat(Slot.payloadWords(lines)).isGreaterThanOrEqualTo(words);
      assertThat(lines == 1 || Slot.payloadWords(lines - 1) < words).isTrue();
      assertThat(Slot.lines(Slot.word0(0, 1, words))).isEqualTo(lines);
    }
    assertThat(Slot.HEADER_WORDS + MOST_WORDS).isLessThanOrEqualTo(Slot.NATURAL_WORDS);
  }

  @Test
  void typeAndFlagsKeepTheirPlaces() {
    long word0 = Slot.word0(Slot.FLAG_REPLY | Slot.FLAG_FAULT, 0xabcd, 20);
    assertThat(Slot.type(word0)).isEqualTo(0xabcd);
    assertThat(word0 & Slot.FLAG_REPLY).isNotZero();
    assertThat(word0 & Slot.FLAG_FAULT).isNotZero();
    assertThat(word0 & Slot.FLAG_CALL).isZero();
    assertThat(word0 & 0xff).isZero();
  }
}

package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Fence;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * The one slot format of all rings ({@code docs/decisions/001}): lines of eight words, bit 0 of
 * each the phase, bits displaced from words 1..7 in bits 1..7 of word 0. In natural form, as
 * handlers see it, a message is {@link #HEADER_WORDS} header words and then its payload without
 * gaps.
 */
public final class Slot {
  public static final int LINE_BYTES = 64;
  public static final int HEADER_WORDS = 4;

  /** Payload words in line 0. */
  public static final int FIRST_WORDS = 4;

  /** Payload words in each further line. */
  public static final int NEXT_WORDS = 7;

  /** Most lines of a slot. */
  public static final int MAX_LINES = 16;

  /** Words of the longest message in natural form, rounded up. */
  public static final int NATURAL_WORDS = 120;

  /** A reply is expected. */
  public static final long FLAG_CALL = 1L << 8;

  public static final long FLAG_REPLY = 2L << 8;

  /** The reply says that there is none: payload word 0 is a fault word, word 1 a {@link Reason}. */
  public static final long FLAG_FAULT = 4L << 8;

  public static final long FLAG_DEAD = 8L << 8;

  /** A message of the system itself: its type is one of {@link SystemMessage}. */
  public static final long FLAG_SYSTEM = 32L << 8;

  private Slot() {}

  /** Lap parity of a position: 1 on lap 0, so that zeroed memory is unwritten. */
  public static long phase(long position, long slots) {
    return ((position / slots) & 1) ^ 1;
  }

  /** The same for a power of two of slots. */
  public static long phaseOf(long position, long slots) {
    return (position & slots) == 0 ? 1 : 0;
  }

  public static int lines(long word0) {
    return (int) ((word0 >>> 32) & 15) + 1;
  }

  public static long type(long word0) {
    return (word0 >>> 16) & 0xffff;
  }

  /** Lines that a payload of so many words needs. */
  public static int linesFor(int words) {
    return words <= FIRST_WORDS ? 1 : 2 + (words - FIRST_WORDS - 1) / NEXT_WORDS;
  }

  public static int payloadWords(int lines) {
    return FIRST_WORDS + (lines - 1) * NEXT_WORDS;
  }

  /** Word 0 of a header, but for its low byte. */
  public static long word0(long flags, long type, int words) {
    return flags | (type << 16) | ((long) (linesFor(words) - 1) << 32);
  }

  /**
   * Reads a slot of a mailbox, or on the JVM any, if all words of its first line have the phase: a
   * message of one line in one pass, a longer one in a second, ordered behind the first.
   *
   * @param into receives the natural form from index {@code at}
   * @return false if the slot is not yet written; then {@code into} is as it was
   */
  public static boolean read(long slot, long phase, long[] into, int at) {
    long w0 = Memory.ldRelaxedGpu(slot);
    long w1 = Memory.ldRelaxedGpu(slot + 8);
    long w2 = Memory.ldRelaxedGpu(slot + 16);
    long w3 = Memory.ldRelaxedGpu(slot + 24);
    long w4 = Memory.ldRelaxedGpu(slot + 32);
    long w5 = Memory.ldRelaxedGpu(slot + 40);
    long w6 = Memory.ldRelaxedGpu(slot + 48);
    long w7 = Memory.ldRelaxedGpu(slot + 56);
    long differing = 0;
    long want = -phase;
    differing |= w0 ^ want;
    differing |= w1 ^ want;
    differing |= w2 ^ want;
    differing |= w3 ^ want;
    differing |= w4 ^ want;
    differing |= w5 ^ want;
    differing |= w6 ^ want;
    differing |= w7 ^ want;
    if ((differing & 1) != 0) {
      return false;
    }
    into[at] = w0 & ~0xffL;
    into[at + 1] = (w1 & ~1L) | ((w0 >>> 1) & 1);
    into[at + 2] = (w2 & ~1L) | ((w0 >>> 2) & 1);
    into[at + 3] = (w3 & ~1L) | ((w0 >>> 3) & 1);
    into[at + 4] = (w4 & ~1L) | ((w0 >>> 4) & 1);
    into[at + 5] = (w5 & ~1L) | ((w0 >>> 5) & 1);
    into[at + 6] = (w6 & ~1L) | ((w0 >>> 6) & 1);
    into[at + 7] = (w7 & ~1L) | ((w0 >>> 7) & 1);
    if (lines(w0) > 1) {
      readFurther(slot, lines(w0), into, at + 1);
    }
    return true;
  }

  /** Reads the further lines of a slot whose first line is complete. */
  @NoInline
  private static void readFurther(long slot, int lines, long[] into, int at) {
    // Shorter messages leave these lines as they were laps ago: only their order tells.
    Fence.acqRelGpu();
    for (int line = 1; line < lines; line++) {
      long address = slot + line * LINE_BYTES;
      long w0 = Memory.ld(address);
      for (int i = 1; i <= NEXT_WORDS; i++) {
        into[at + line * NEXT_WORDS + i - 1] =
            (Memory.ld(address + i * 8) & ~1L) | ((w0 >>> i) & 1);
      }
    }
  }

  /**
   * Writes a slot in the host's memory, or on the JVM any, from header words and a natural payload:
   * further lines first, then line 0, whose words may become visible in any order.
   *
   * @param from holds the payload from index {@code at}; words past {@code words} are written as
   *     zero
   */
  public static void write(
      long slot, long phase, long h0, long h1, long h2, long h3, long[] from, int at, int words) {
    if (words > FIRST_WORDS) {
      writeFurther(slot, phase, from, at, words);
      Fence.acqRelSys();
    }
    writeLine(
        slot,
        phase,
        h0,
        h1,
        h2,
        h3,
        words > 0 ? from[at] : 0,
        words > 1 ? from[at + 1] : 0,
        words > 2 ? from[at + 2] : 0,
        words > 3 ? from[at + 3] : 0);
  }

  /** Writes a slot of a mailbox, which only this device reads. */
  static void writeMailbox(
      long slot, long phase, long h0, long h1, long h2, long h3, long[] from, int at, int words) {
    if (words > FIRST_WORDS) {
      writeFurther(slot, phase, from, at, words);
      Fence.acqRelGpu();
    }
    long p0 = words > 0 ? from[at] : 0;
    long p1 = words > 1 ? from[at + 1] : 0;
    long p2 = words > 2 ? from[at + 2] : 0;
    long p3 = words > 3 ? from[at + 3] : 0;
    long displaced = displaced(h1, h2, h3, p0, p1, p2, p3);
    Memory.stRelaxedGpuV2(slot + 16, (h2 & ~1L) | phase, (h3 & ~1L) | phase);
    Memory.stRelaxedGpuV2(slot + 32, (p0 & ~1L) | phase, (p1 & ~1L) | phase);
    Memory.stRelaxedGpuV2(slot + 48, (p2 & ~1L) | phase, (p3 & ~1L) | phase);
    Memory.stRelaxedGpuV2(slot, (h0 & ~0xffL) | displaced | phase, (h1 & ~1L) | phase);
  }

  /**
   * Writes line 0 in the host's memory, or on the JVM any: the whole of a message of at most {@link
   * #FIRST_WORDS} payload words.
   */
  public static void writeLine(
      long slot,
      long phase,
      long h0,
      long h1,
      long h2,
      long h3,
      long p0,
      long p1,
      long p2,
      long p3) {
    long displaced = displaced(h1, h2, h3, p0, p1, p2, p3);
    // Pairs, for fewer transactions on the bus; the two words of a pair are separate to the memory
    // model.
    Memory.stRelaxedSysV2(slot + 16, (h2 & ~1L) | phase, (h3 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot + 32, (p0 & ~1L) | phase, (p1 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot + 48, (p2 & ~1L) | phase, (p3 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot, (h0 & ~0xffL) | displaced | phase, (h1 & ~1L) | phase);
  }

  /** Bit 0 of words 1 to 7, as it lies in word 0. */
  private static long displaced(long w1, long w2, long w3, long w4, long w5, long w6, long w7) {
    return ((w1 & 1) << 1)
        | ((w2 & 1) << 2)
        | ((w3 & 1) << 3)
        | ((w4 & 1) << 4)
        | ((w5 & 1) << 5)
        | ((w6 & 1) << 6)
        | ((w7 & 1) << 7);
  }

  /**
   * Writes all lines of a payload but the first. The stores are strong because another worker may
   * have been the last to write to a reply's slot, and this one knows that it is free from a
   * message alone, which nobody acquires.
   */
  @NoInline
  private static void writeFurther(long slot, long phase, long[] from, int at, int words) {
    long line = slot + LINE_BYTES;
    for (int next = FIRST_WORDS; next < words; next += NEXT_WORDS) {
      long displaced = 0;
      for (int i = 1; i <= NEXT_WORDS; i++) {
        long p = next + i <= words ? from[at + next + i - 1] : 0;
        displaced |= (p & 1) << i;
        Memory.stRelaxedGpu(line + i * 8, (p & ~1L) | phase);
      }
      Memory.stRelaxedGpu(line, displaced | phase);
      line += LINE_BYTES;
    }
  }
}

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
   * Reads a slot if all its words have the phase: a message of one line in one pass, a longer one
   * in a second, ordered behind the first.
   *
   * @param slot address of the slot, in device memory or mapped host memory
   * @param into receives the natural form from index {@code at}
   * @return false if the slot is not yet written; then {@code into} holds nothing of use
   */
  public static boolean read(long slot, long phase, long[] into, int at) {
    long w0 = Memory.ldRelaxedSys(slot);
    long w1 = Memory.ldRelaxedSys(slot + 8);
    long w2 = Memory.ldRelaxedSys(slot + 16);
    long w3 = Memory.ldRelaxedSys(slot + 24);
    long w4 = Memory.ldRelaxedSys(slot + 32);
    long w5 = Memory.ldRelaxedSys(slot + 40);
    long w6 = Memory.ldRelaxedSys(slot + 48);
    long w7 = Memory.ldRelaxedSys(slot + 56);
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
    int lines = lines(w0);
    if (lines > 1) {
      // Shorter messages leave these lines as they were two laps ago: only their order tells.
      Fence.acqRelSys();
    }
    for (int line = 1; line < lines; line++) {
      if (!readNext(slot + line * LINE_BYTES, want, into, at + 1 + line * NEXT_WORDS)) {
        return false;
      }
    }
    return true;
  }

  @NoInline
  private static boolean readNext(long address, long want, long[] into, int at) {
    long w0 = Memory.ldRelaxedSys(address);
    long differing = w0 ^ want;
    for (int i = 1; i <= NEXT_WORDS; i++) {
      long w = Memory.ldRelaxedSys(address + i * 8);
      differing |= w ^ want;
      into[at + i - 1] = (w & ~1L) | ((w0 >>> i) & 1);
    }
    return (differing & 1) == 0;
  }

  /**
   * Writes a slot from header words and a natural payload: further lines first, then line 0, whose
   * words may become visible in any order.
   *
   * @param from holds the payload from index {@code at}; words past {@code words} are written as
   *     zero
   */
  public static void write(
      long slot, long phase, long h0, long h1, long h2, long h3, long[] from, int at, int words) {
    int next = FIRST_WORDS;
    long line = slot + LINE_BYTES;
    while (next < words) {
      writeNext(line, phase, from, at + next, words - next);
      next += NEXT_WORDS;
      line += LINE_BYTES;
    }
    if (words > FIRST_WORDS) {
      Fence.acqRelSys();
    }
    long p0 = words > 0 ? from[at] : 0;
    long p1 = words > 1 ? from[at + 1] : 0;
    long p2 = words > 2 ? from[at + 2] : 0;
    long p3 = words > 3 ? from[at + 3] : 0;
    writeLine(slot, phase, h0, h1, h2, h3, p0, p1, p2, p3);
  }

  /** Writes line 0, the whole of a message of at most {@link #FIRST_WORDS} payload words. */
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
    long displaced =
        ((h1 & 1) << 1)
            | ((h2 & 1) << 2)
            | ((h3 & 1) << 3)
            | ((p0 & 1) << 4)
            | ((p1 & 1) << 5)
            | ((p2 & 1) << 6)
            | ((p3 & 1) << 7);
    // Pairs, for fewer transactions on the bus; the two words of a pair are separate to the memory
    // model.
    Memory.stRelaxedSysV2(slot + 16, (h2 & ~1L) | phase, (h3 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot + 32, (p0 & ~1L) | phase, (p1 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot + 48, (p2 & ~1L) | phase, (p3 & ~1L) | phase);
    Memory.stRelaxedSysV2(slot, (h0 & ~0xffL) | displaced | phase, (h1 & ~1L) | phase);
  }

  @NoInline
  private static void writeNext(long line, long phase, long[] from, int at, int words) {
    long displaced = 0;
    for (int i = 1; i <= NEXT_WORDS; i++) {
      long p = i <= words ? from[at + i - 1] : 0;
      displaced |= (p & 1) << i;
      Memory.stRelaxedSys(line + i * 8, (p & ~1L) | phase);
    }
    Memory.stRelaxedSys(line, displaced | phase);
  }
}

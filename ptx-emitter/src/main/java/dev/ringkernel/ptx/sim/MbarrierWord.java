package dev.ringkernel.ptx.sim;

/**
 * The 64-bit state of an mbarrier object, which PTX leaves opaque. Its layout here, which is not
 * the hardware's:
 *
 * <pre>
 *   63 62 | 61    | 60 … 40          | 39 … 20           | 19 … 0
 *   0   1 | phase | pending bytes,   | arrivals expected | arrivals still
 *         |       | signed           | in each phase     | missing in this one
 * </pre>
 *
 * <p>The state that an arrival returns is the word as it was before. Counts and their limits: PTX
 * ISA, "Valid Range of mbarrier Object Contents".
 */
final class MbarrierWord {
  /** Of arrivals, and of pending bytes either way. */
  static final int MOST = (1 << 20) - 1;

  private static final long MARK = 1L << 62;
  private static final int PHASE = 61;
  private static final int BYTES = 40;
  private static final int EXPECTED = 20;

  private MbarrierWord() {}

  private static long of(int phase, int bytes, int expected, int missing) {
    return MARK
        | (long) phase << PHASE
        | (bytes & 0x1fffffL) << BYTES
        | (long) expected << EXPECTED
        | missing;
  }

  /** A fresh object, in its first phase. */
  static long start(int expected) {
    return of(0, 0, expected, expected);
  }

  /** Whether the bits can be the state of an object. */
  static boolean isState(long word) {
    return word >>> (PHASE + 1) == 1 && missing(word) <= MOST;
  }

  /** 0 in the first phase, 1 in the second, and so on. */
  static int phase(long word) {
    return (int) (word >>> PHASE) & 1;
  }

  /** Bytes that asynchronous operations still owe in this phase. */
  static int bytes(long word) {
    return (int) ((word << 3) >> (BYTES + 3));
  }

  static int expected(long word) {
    return (int) (word >>> EXPECTED) & MOST;
  }

  static int missing(long word) {
    return (int) word & MOST;
  }

  static long withBytes(long word, int bytes) {
    return of(phase(word), bytes, expected(word), missing(word));
  }

  static long withMissing(long word, int missing) {
    return of(phase(word), bytes(word), expected(word), missing);
  }

  static long withExpected(long word, int expected) {
    return of(phase(word), bytes(word), expected, missing(word));
  }

  /** Whether nothing is missing, so that the phase is over. */
  static boolean isComplete(long word) {
    return missing(word) == 0 && bytes(word) == 0;
  }

  /** The next phase. */
  static long next(long word) {
    return of(phase(word) ^ 1, 0, expected(word), expected(word));
  }

  static String describe(long word) {
    return "phase "
        + phase(word)
        + ", "
        + missing(word)
        + " of "
        + expected(word)
        + " arrivals missing, "
        + bytes(word)
        + " bytes pending";
  }
}

package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory.Arrivals;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mbarrier objects in a block's shared memory: which there are, what each held when an
 * instruction for it last ran, and the meaning of those instructions. A word that something else
 * has changed since is no object any more.
 */
final class Mbarriers {
  static final int BYTES = 8;

  private final Map<Long, Long> words = new HashMap<>();
  private final @Nullable Checker checker;

  /**
   * None yet.
   *
   * @param checker hears of phases that end, or null
   */
  Mbarriers(@Nullable Checker checker) {
    this.checker = checker;
  }

  /** In the weak mode, what those show who arrive. */
  private final Map<Long, Arrivals> arrivals = new HashMap<>();

  /** Forgets all. */
  void start() {
    words.clear();
    arrivals.clear();
  }

  private static LaneFault misuse(long at, String sentence) {
    return new LaneFault(SimFault.Kind.ILLEGAL_INSTRUCTION, at, sentence);
  }

  /** The state of the object at native address {@code at}. */
  long state(long at) {
    Long known = words.get(at);
    if (known == null) {
      throw misuse(at, "no mbarrier was initialised here; mbarrier.init it first");
    }
    long word = Raw.get64(at);
    if (word != known) {
      throw misuse(
          at,
          "something other than an mbarrier instruction wrote 0x"
              + Long.toHexString(word)
              + " over the mbarrier that stood here ("
              + MbarrierWord.describe(known)
              + "); invalidate it before its memory is used for something else");
    }
    return word;
  }

  Arrivals arrivals(long at) {
    return arrivals.computeIfAbsent(at, a -> new Arrivals());
  }

  private void set(long at, long word) {
    boolean complete = MbarrierWord.isComplete(word);
    if (complete) {
      Arrivals arrived = arrivals.get(at);
      if (arrived != null) {
        arrived.complete();
      }
      if (checker != null) {
        checker.races().phaseEnds(at);
      }
    }
    long now = complete ? MbarrierWord.next(word) : word;
    Raw.release64(at, now);
    words.put(at, now);
  }

  void init(long at, long count) {
    Long known = words.get(at);
    if (known != null && known == Raw.get64(at)) {
      throw misuse(
          at,
          "an mbarrier stands here already ("
              + MbarrierWord.describe(known)
              + "); mbarrier.inval it before it is initialised again");
    }
    if (count < 1 || count > MbarrierWord.MOST) {
      throw misuse(at, "an mbarrier counts 1 to " + MbarrierWord.MOST + " arrivals, not " + count);
    }
    long word = MbarrierWord.start((int) count);
    Raw.release64(at, word);
    words.put(at, word);
  }

  void invalidate(long at) {
    state(at);
    words.remove(at);
    arrivals.remove(at);
    Raw.set64(at, 0);
  }

  /** Arrives {@code count} times; gives the state before. */
  long arrive(long at, long count) {
    long word = state(at);
    set(at, MbarrierWord.withMissing(word, left(at, word, count)));
    return word;
  }

  private static int left(long at, long word, long count) {
    int missing = MbarrierWord.missing(word);
    if (count < 1 || count > missing) {
      throw misuse(
          at,
          count < 1
              ? "an arrival of count " + count
              : "an arrival of count "
                  + count
                  + " where "
                  + missing
                  + " are missing in this phase, of the "
                  + MbarrierWord.expected(word)
                  + " that the mbarrier was initialised with");
    }
    return missing - (int) count;
  }

  /** Arrives where that must not end the phase; gives the state before. */
  long arriveInPhase(long at, long count) {
    long word = state(at);
    long fresh = MbarrierWord.withMissing(word, left(at, word, count));
    if (MbarrierWord.isComplete(fresh)) {
      throw misuse(at, "arrive.noComplete of count " + count + " would complete the phase");
    }
    set(at, fresh);
    return word;
  }

  /** Arrives for this and all later phases; gives the state before. */
  long arriveAndDrop(long at, long count) {
    long word = state(at);
    int left = left(at, word, count);
    long fewer = MbarrierWord.withExpected(word, MbarrierWord.expected(word) - (int) count);
    set(at, MbarrierWord.withMissing(fewer, left));
    return word;
  }

  /** Counts another arrival that this phase waits for. */
  void awaitOneMore(long at) {
    long word = state(at);
    int missing = MbarrierWord.missing(word) + 1;
    if (missing > MbarrierWord.MOST) {
      throw misuse(at, "more than " + MbarrierWord.MOST + " arrivals are missing");
    }
    set(at, MbarrierWord.withMissing(word, missing));
  }

  /** Lets the phase wait for bytes, or for less where {@code bytes} is negative. */
  void expect(long at, long bytes) {
    long word = state(at);
    set(at, MbarrierWord.withBytes(word, bytes(at, word, bytes)));
  }

  /** Lets the phase wait for bytes, and arrives; gives the state before. */
  long expectAndArrive(long at, long bytes) {
    long word = state(at);
    long more = MbarrierWord.withBytes(word, bytes(at, word, bytes));
    set(at, MbarrierWord.withMissing(more, left(at, word, 1)));
    return word;
  }

  private static int bytes(long at, long word, long more) {
    long bytes = MbarrierWord.bytes(word) + more;
    if (Math.abs(more) > MbarrierWord.MOST || Math.abs(bytes) > MbarrierWord.MOST) {
      throw misuse(
          at,
          "with "
              + more
              + " more, "
              + bytes
              + " bytes would be pending; an mbarrier counts at most "
              + MbarrierWord.MOST
              + " either way");
    }
    return (int) bytes;
  }

  /** Whether the phase in which an arrival found {@code state} is over. */
  boolean passed(long at, long state) {
    if (!MbarrierWord.isState(state)) {
      throw misuse(
          at, "0x" + Long.toHexString(state) + " is no state that an arrival at an mbarrier gave");
    }
    return MbarrierWord.phase(state(at)) != MbarrierWord.phase(state);
  }

  /** Whether the phase of this parity, the current one or that before, is over. */
  boolean passedParity(long at, long parity) {
    if ((parity & ~1) != 0) {
      throw misuse(at, "the parity of a phase is 0 or 1, not " + parity);
    }
    return MbarrierWord.phase(state(at)) != parity;
  }
}

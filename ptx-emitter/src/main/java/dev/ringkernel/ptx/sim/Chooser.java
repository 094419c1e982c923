package dev.ringkernel.ptx.sim;

/** Decides for one thread of the simulator who runs next, and for how long. */
sealed interface Chooser {

  /** The lane among {@code candidates}, a mask that is not empty. */
  Lane lane(Warp w, int candidates);

  /** How many instructions a lane may execute in its turn. */
  int quantum();

  /** Whether a turn ends at exactly that instruction, not at the next {@linkplain Blocks place}. */
  boolean exact();

  /** At which of {@code count} a round starts. */
  int start(int count);

  /** One for a thread of the simulator. */
  static Chooser of(SimOptions options, int thread) {
    boolean weak = options.memory() == SimMemoryOrder.WEAK;
    return switch (options.schedule()) {
      case SimSchedule.InOrder o -> new InOrder();
      case SimSchedule.Random r -> new Chance(r.seed() + thread, weak);
    };
  }

  /** One after the other. */
  final class InOrder implements Chooser {
    private static final int QUANTUM = 2048;

    @Override
    public Lane lane(Warp w, int candidates) {
      int later = candidates & -(2 << w.last);
      w.last = Integer.numberOfTrailingZeros(later == 0 ? candidates : later);
      return w.lanes[w.last];
    }

    @Override
    public int quantum() {
      return QUANTUM;
    }

    @Override
    public boolean exact() {
      return false;
    }

    @Override
    public int start(int count) {
      return 0;
    }
  }

  /** By chance. */
  final class Chance implements Chooser {
    private static final int LONGEST = 64;
    private static final int SHORT = 4;

    private final SplitMix random;

    /** Whether half of the turns are short, so that they end between two accesses. */
    private final boolean fine;

    Chance(long seed, boolean fine) {
      this.random = new SplitMix(seed);
      this.fine = fine;
    }

    private int next(int bound) {
      return random.next(bound);
    }

    @Override
    public Lane lane(Warp w, int candidates) {
      int left = candidates;
      for (int skip = next(Integer.bitCount(candidates)); skip > 0; skip--) {
        left &= left - 1;
      }
      return w.lanes[Integer.numberOfTrailingZeros(left)];
    }

    @Override
    public int quantum() {
      return 1 + next(fine && next(2) == 0 ? SHORT : LONGEST);
    }

    @Override
    public boolean exact() {
      return true;
    }

    @Override
    public int start(int count) {
      return next(count);
    }
  }
}

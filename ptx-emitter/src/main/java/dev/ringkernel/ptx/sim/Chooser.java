package dev.ringkernel.ptx.sim;

/** Decides for one thread of the simulator who runs next, and for how long. */
sealed interface Chooser {

  /** The lane among {@code candidates}, a mask that is not empty. */
  Lane lane(Warp w, int candidates);

  /** How many instructions a lane may execute in its turn. */
  int quantum();

  /** At which of {@code count} a round starts. */
  int start(int count);

  /** One for a thread of the simulator. */
  static Chooser of(SimSchedule schedule, int thread) {
    return switch (schedule) {
      case SimSchedule.InOrder o -> new InOrder();
      case SimSchedule.Random r -> new Chance(r.seed() + thread);
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
    public int start(int count) {
      return 0;
    }
  }

  /** By chance. */
  final class Chance implements Chooser {
    private static final int LONGEST = 64;

    private long state;

    Chance(long seed) {
      this.state = seed;
    }

    /** SplitMix64. */
    private int next(int bound) {
      state += 0x9e3779b97f4a7c15L;
      long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
      z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
      return (int) Long.remainderUnsigned(z ^ z >>> 31, bound);
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
      return 1 + next(LONGEST);
    }

    @Override
    public int start(int count) {
      return next(count);
    }
  }
}

package dev.ringkernel.ptx.sim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  /** Whether other clusters get their turn after this round of one. */
  boolean goesRound();

  /** One for a thread of the simulator. */
  static Chooser of(SimOptions options, int thread, @Nullable Trail trail) {
    boolean weak = options.memory() == SimMemoryOrder.WEAK;
    return switch (options.schedule()) {
      case SimSchedule.InOrder o -> new InOrder();
      case SimSchedule.Random r -> new Chance(r.seed() + thread, weak);
      case SimSchedule.Explore e -> new Explored(Objects.requireNonNull(trail));
    };
  }

  /** In order, but where the trail says otherwise. */
  record Explored(Trail trail) implements Chooser {
    /** How long a turn may be; the short ones end it between two accesses. */
    private static final int[] QUANTA = {2048, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @Override
    public Lane lane(Warp w, int candidates) {
      int later = candidates & -(2 << w.last);
      int left = later == 0 ? candidates : later;
      for (int skip = trail.choose(Integer.bitCount(candidates)); skip > 0; skip--) {
        left &= left - 1;
        left = left == 0 ? candidates : left;
      }
      w.last = Integer.numberOfTrailingZeros(left);
      return w.lanes[w.last];
    }

    @Override
    public int quantum() {
      return QUANTA[trail.choose(QUANTA.length)];
    }

    @Override
    public boolean exact() {
      return true;
    }

    @Override
    public int start(int count) {
      return trail.choose(count);
    }

    @Override
    public boolean goesRound() {
      return true;
    }
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

    @Override
    public boolean goesRound() {
      return false;
    }
  }

  /** By chance. */
  final class Chance implements Chooser {
    private static final int LONGEST = 64;
    private static final int SHORT = 4;

    /** Of so many rounds one is a turn's last, where turns are to be short. */
    private static final int ROUNDS = 4;

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

    @Override
    public boolean goesRound() {
      return fine && next(ROUNDS) == 0;
    }
  }
}

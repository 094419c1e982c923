package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Choices;

/** Chooses by chance, mostly what is young. */
final class WeakChoices implements Choices {
  private static final int PUBLISHED_IN = 3;

  private final SplitMix random;

  /**
   * Whether it lets nobody see what the model only allows to be seen: in every other launch, and in
   * the first where the seed is odd.
   */
  private boolean stubborn;

  WeakChoices(SimSchedule schedule) {
    long seed =
        switch (schedule) {
          case SimSchedule.InOrder o -> 0;
          case SimSchedule.Random r -> r.seed();
          case SimSchedule.Explore e -> 0;
        };
    random = new SplitMix(~seed);
    stubborn = (seed & 1) == 0;
  }

  /** A kernel starts. */
  void begin() {
    stubborn = !stubborn;
  }

  @Override
  public boolean seesRacing() {
    return !stubborn;
  }

  @Override
  public int behind(int options) {
    return random.next(2) == 0 ? 0 : random.next(options);
  }

  @Override
  public boolean publishes() {
    return random.next(PUBLISHED_IN) == 0;
  }
}

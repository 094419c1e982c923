package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Choices;

/** Chooses by chance, mostly what is young. */
final class WeakChoices implements Choices {
  private static final int PUBLISHED_IN = 3;

  private final SplitMix random;

  /** Whether it lets nobody see what the model only allows to be seen. */
  private boolean stubborn;

  WeakChoices(SimSchedule schedule) {
    random =
        switch (schedule) {
          case SimSchedule.InOrder o -> new SplitMix(0);
          case SimSchedule.Random r -> new SplitMix(~r.seed());
        };
  }

  /** A kernel starts. */
  void begin() {
    stubborn = random.next(2) == 0;
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

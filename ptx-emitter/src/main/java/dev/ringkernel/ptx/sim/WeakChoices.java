package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Choices;

/** Chooses by chance, mostly what is young. */
final class WeakChoices implements Choices {
  private static final int PUBLISHED_IN = 3;

  private final SplitMix random;

  WeakChoices(SimSchedule schedule) {
    random =
        switch (schedule) {
          case SimSchedule.InOrder o -> new SplitMix(0);
          case SimSchedule.Random r -> new SplitMix(~r.seed());
        };
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

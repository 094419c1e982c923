package dev.ringkernel.runtime.mutants;

import dev.ringkernel.ptx.sim.SimMemoryOrder;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.IdleStrategy;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs scenarios on changed code, and says what was noticed. */
final class Hunt {
  /** Room for the supervisor's block and two workers. */
  static final SimSettings SETTINGS = SimSettings.DEFAULT.withSms(4).withOrder(SimMemoryOrder.WEAK);

  private Hunt() {}

  /** What the scenarios notice with some of the seeds from 1 on; empty where nothing. */
  static Optional<String> found(Mutant mutant, int seeds) {
    for (long seed = 1; seed <= seeds; seed++) {
      for (Scenario scenario : Scenario.forPlace(mutant.place())) {
        Optional<String> wrong = run(scenario, seed, mutant::apply);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  /** What was wrong in one scenario with this seed; empty where all was right. */
  static Optional<String> run(Scenario scenario, long seed, UnaryOperator<String> change) {
    try {
      scenario.run(
          ActorSystem.builder()
              .driver(new ChangedCode(new SimDriver(SETTINGS.withSeed(seed)), change))
              .idle(IdleStrategy.PARK));
      return Optional.empty();
    } catch (Exception | AssertionError e) {
      return Optional.of(scenario + " seed " + seed + ": " + e);
    }
  }
}

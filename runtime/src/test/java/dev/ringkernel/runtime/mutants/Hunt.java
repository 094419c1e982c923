package dev.ringkernel.runtime.mutants;

import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimMemoryOrder;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.IdleStrategy;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs scenarios on changed code, and says what was noticed. */
final class Hunt {
  /** What watches a scenario besides its own checks. */
  enum Watch {
    /** The simulator's checks: an access without an order is found whether or not it does harm. */
    CHECKS(
        SimSettings.DEFAULT
            .withSms(4)
            .withChecks(EnumSet.of(SimCheck.RACES, SimCheck.BARRIERS, SimCheck.MEMORY))),

    /** Nothing, but memory is as weak as the model allows: the scenario must see the harm. */
    WEAK(SimSettings.DEFAULT.withSms(4).withOrder(SimMemoryOrder.WEAK));

    private final SimSettings settings;

    Watch(SimSettings settings) {
      this.settings = settings;
    }
  }

  private Hunt() {}

  /**
   * What the claims or the scenarios notice, with some of the seeds from 1 on; empty where nothing.
   */
  static Optional<String> found(Mutant mutant, List<Claim> claims, int seeds) {
    for (Claim claim : claims) {
      Optional<String> wrong = claim.wrong(mutant);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    for (Watch watch : Watch.values()) {
      for (long seed = 1; seed <= seeds; seed++) {
        for (Scenario scenario : Scenario.forPlace(mutant.at())) {
          Optional<String> wrong = run(scenario, watch, seed, mutant::apply);
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The scenarios for a place that come to it; empty where none does. */
  static Optional<String> reached(Mutant mutant) {
    return Scenario.forPlace(mutant.at()).stream()
        .filter(s -> run(s, Watch.WEAK, 1, mutant::trap).isPresent())
        .map(Scenario::name)
        .reduce((a, b) -> a + " " + b);
  }

  /** What was wrong in one scenario with this seed; empty where all was right. */
  static Optional<String> run(
      Scenario scenario, Watch watch, long seed, UnaryOperator<String> change) {
    SimDriver driver = new SimDriver(watch.settings.withSeed(seed));
    String name = scenario + " " + watch + " seed " + seed + ": ";
    try {
      scenario.run(
          ActorSystem.builder().driver(new ChangedCode(driver, change)).idle(IdleStrategy.PARK));
    } catch (Exception | AssertionError e) {
      if (driver.findings().isEmpty()) {
        return Optional.of(name + e);
      }
    }
    return driver.findings().stream().findFirst().map(f -> name + f);
  }
}

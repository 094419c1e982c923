package dev.ringkernel.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a user sees of tests that fail. */
class FailureTest {
  private static final String SEED = "ringkernel.sim.seed";
  private static final List<Gpu> OPENED = new ArrayList<>();

  /** Run by the tests of the outer class only. */
  static final class Cases {
    @OnSimulator(seeds = 3)
    void second(SimSettings settings) {
      assertThat(settings).isNotEqualTo(SimSettings.DEFAULT.withSeed(2));
    }

    @OnSimulator(seeds = 1)
    void assumed() {
      Assumptions.abort("not today");
    }

    @OnSimulator(seeds = 0)
    void none() {}

    @OnSimulator(settings = "sms")
    void noValue() {}

    @OnSimulator(settings = "sm=8")
    void noSuchName() {}

    @OnSimulator(seeds = 1)
    void both(ActorSystem system, Kernels kernels) {}

    @OnSimulator(seeds = 1)
    void unknown(String text) {}

    @OnSimulator(seeds = 1)
    void closed(ActorSystem system, SimDriver driver) {
      OPENED.add(driver.open(0));
      throw new IllegalStateException("with an open system");
    }

    @OnSimulator(seeds = 1, settings = "check=races")
    void races(Kernels kernels) {
      race(kernels);
    }

    @OnSimulator(seeds = 1, settings = "check=races")
    void racesAndLooks(Kernels kernels, SimDriver driver) {
      race(kernels);
      assertThat(driver.findings()).isNotEmpty();
    }

    private static void race(Kernels kernels) {
      try (var count = kernels.array(int[].class, 33)) {
        kernels.kernel(Tally.class, "race").run(Dim3.of(1), Dim3.of(32), count, 2);
      }
    }
  }

  private static Events run(String method, String parameters) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Cases.class, method, parameters))
        .execute()
        .allEvents();
  }

  private static List<Throwable> failures(Events events) {
    return events.failed().stream()
        .map(e -> e.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
        .toList();
  }

  private static Throwable failure(Events events) {
    List<Throwable> all = failures(events);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aFailureNamesItsSeedAndHowToRepeatIt() {
    Events events = run("second", SimSettings.class.getName());
    assertThat(failure(events))
        .isInstanceOf(AssertionError.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOf(FailedSchedule.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                        "Cases.second failed on sim seed=2; again with -Dringkernel.sim.seed=2"));
    assertThat(events.failed().stream().map(Event::getTestDescriptor))
        .extracting(d -> d.getDisplayName())
        .containsExactly("sim seed=2");
    assertThat(events.succeeded().stream().filter(e -> e.getTestDescriptor().isTest())).hasSize(2);
  }

  @Test
  void aGivenSeedRunsAlone() {
    String before = System.setProperty(SEED, "9");
    try {
      Events events = run("second", SimSettings.class.getName());
      assertThat(
              events.succeeded().stream()
                  .map(Event::getTestDescriptor)
                  .filter(d -> d.isTest())
                  .map(d -> d.getDisplayName()))
          .containsExactly("sim seed=9");
    } finally {
      if (before == null) {
        System.clearProperty(SEED);
      } else {
        System.setProperty(SEED, before);
      }
    }
  }

  @Test
  void whatIsAbortedHasNotFailed() {
    Events events = run("assumed", "");
    assertThat(failures(events)).isEmpty();
    assertThat(events.aborted().count()).isEqualTo(1);
  }

  @Test
  void mistakesInTheAnnotationAreRefusedWithTheWayOut() {
    assertThat(failure(run("none", "")))
        .hasMessage("A test runs with one seed at least, not @OnSimulator(seeds = 0).");
    assertThat(failure(run("noValue", "")))
        .hasMessageContaining("@OnSimulator(settings = \"sms\") is no 'name=value'; there are:\n")
        .hasMessageContaining("ringkernel.sim.sms");
    assertThat(failure(run("noSuchName", "")))
        .hasMessageContaining("There is no system property ringkernel.sim.sm; there are:");
  }

  @Test
  void parametersThatCannotBeAreRefused() {
    String two = ActorSystem.class.getName() + "," + Kernels.class.getName();
    assertThat(failure(run("both", two)))
        .hasStackTraceContaining(
            "A test with an ActorSystem has its Kernels from that: call its kernels()");
    assertThat(failure(run("unknown", String.class.getName())))
        .hasMessageContaining("No ParameterResolver registered for parameter [java.lang.String");
  }

  @Test
  void whatTheSimulatorFindsFailsATestThatDoesNotLookItself() {
    assertThat(failure(run("races", Kernels.class.getName())))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("The simulator has found:\nraces: ")
        .hasMessageContaining("Tally.java:")
        .satisfies(
            e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(FailedSchedule.class));
    String two = Kernels.class.getName() + "," + SimDriver.class.getName();
    assertThat(failures(run("racesAndLooks", two))).isEmpty();
  }

  @Test
  void whatATestWasGivenIsClosedAlsoWhenItFails() {
    String two = ActorSystem.class.getName() + "," + SimDriver.class.getName();
    assertThat(failure(run("closed", two))).hasMessage("with an open system");
    try (Gpu own = OPENED.getFirst()) {
      // The system's memory was the device's too.
      assertThat(own.memory().free()).isEqualTo(own.memory().total());
    }
  }
}

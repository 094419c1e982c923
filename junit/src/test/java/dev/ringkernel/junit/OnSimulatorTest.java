package dev.ringkernel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.junit.Tally.Add;
import dev.ringkernel.junit.Tally.Total;
import dev.ringkernel.ptx.sim.SimSchedule;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What a test is given, as a user's would be. */
@Timeout(120)
class OnSimulatorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> SEEDS = new ArrayList<>();
  private static final Set<Integer> RACED = new HashSet<>();

  private GpuDriver before;

  @BeforeEach
  void open(GpuDriver driver) {
    before = driver;
  }

  @AfterEach
  void sameDriver(GpuDriver driver) {
    assertThat(driver).isSameAs(before);
  }

  @AfterAll
  static void eachSeedHadItsTurn() {
    assertThat(SEEDS).containsExactly("sim seed=5", "sim seed=6", "sim seed=7");
    assertThat(RACED).as("counts with ten seeds").hasSizeGreaterThan(1);
  }

  @OnSimulator(seeds = 3, first = 5, actors = Tally.class)
  void anActorSystem(ActorSystem system, SimSettings settings, SimDriver driver) {
    SEEDS.add(settings.toString());
    assertThat(driver).isSameAs(before);
    assertThat(system.backend()).isEqualTo("sim");
    ActorRef<Tally> tally = system.spawn(Tally.class);
    for (int i = 1; i <= 10; i++) {
      tally.tell(new Add(i));
    }
    assertThat(tally.call(new Add(0), Total.class, PATIENCE)).isEqualTo(new Total(55));
    assertThat(system.parks()).isZero();
  }

  @OnSimulator
  void kernels(Kernels kernels) {
    try (var count = kernels.array(int[].class, 65)) {
      kernels.kernel(Tally.class, "race").run(Dim3.of(1), Dim3.of(64), count, 20);
      RACED.add(count.toArray()[0]);
      assertThat(count.toArray()[64]).isEqualTo(20);
    }
  }

  @OnSimulator(
      seeds = 1,
      settings = {"sms=2", "target = sm_100"})
  void aBuilder(ActorSystemBuilder builder, SimSettings settings) {
    assertThat(settings)
        .isEqualTo(
            new SimSettings(SimSettings.DEFAULT.options(), SimSettings.DEFAULT.waitLimit())
                .withSms(2)
                .withTarget("sm_100")
                .withSeed(1));
    assertThat(settings.options().schedule()).isEqualTo(new SimSchedule.Random(1));
    try (ActorSystem system = builder.workers(1).build()) {
      assertThat(system.spawn(Tally.class).call(new Add(3), Total.class, PATIENCE))
          .isEqualTo(new Total(3));
    }
  }
}

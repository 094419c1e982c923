package dev.ringkernel.samples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import dev.ringkernel.samples.counter.Counter.Add;
import dev.ringkernel.samples.counter.Counter.Total;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How to test actors of one's own on the simulator: the kernel that a GPU would run, in this JVM,
 * with lanes, warps and blocks in another order for each seed. A test that fails is named by its
 * seed.
 */
@Timeout(60)
class CounterSchedulesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Stream<SimSettings> schedules() {
    return SimSettings.DEFAULT.seeds(1, 3);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void countsInAnyOrder(SimSettings settings) {
    try (ActorSystem system = ActorSystem.builder().driver(new SimDriver(settings)).build()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      for (int i = 1; i <= 20; i++) {
        counter.tell(new Add(i));
      }
      assertThat(counter.call(new Add(0), Total.class, PATIENCE).value()).isEqualTo(210);
    }
  }
}

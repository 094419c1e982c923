package dev.ringkernel.samples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.junit.OnSimulator;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.samples.counter.Counter.Add;
import dev.ringkernel.samples.counter.Counter.Total;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/**
 * How to test actors of one's own on the simulator: the kernel that a GPU would run, in this JVM,
 * with lanes, warps and blocks in another order for each seed. A test that fails is named by its
 * seed.
 */
@Timeout(60)
class CounterSchedulesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @OnSimulator(seeds = 3, actors = Counter.class)
  void countsInAnyOrder(ActorSystem system) {
    ActorRef<Counter> counter = system.spawn(Counter.class);
    for (int i = 1; i <= 20; i++) {
      counter.tell(new Add(i));
    }
    assertThat(counter.call(new Add(0), Total.class, PATIENCE).value()).isEqualTo(210);
  }
}

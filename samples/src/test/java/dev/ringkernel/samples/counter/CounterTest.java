package dev.ringkernel.samples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import dev.ringkernel.samples.counter.Counter.Add;
import dev.ringkernel.samples.counter.Counter.Total;
import dev.ringkernel.samples.counter.Counter.Transfer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CounterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @EachBackend
  void withoutGpu(String backend) throws Exception {
    countsAndTransfers(backend);
  }

  @Test
  @Tag("gpu")
  void cuda() throws Exception {
    countsAndTransfers("cuda");
  }

  private static void countsAndTransfers(String backend) throws Exception {
    try (ActorSystem system = ActorSystem.builder().backend(backend).build()) {
      assertThat(system.backend()).isEqualTo(backend);
      ActorRef<Counter> one = system.spawn(Counter.class);
      ActorRef<Counter> other = system.spawn(Counter.class);
      long sum = 0;
      for (int i = 1; i <= 100; i++) {
        one.tell(new Add(i));
        sum += i;
      }
      assertThat(one.ask(new Add(0), Total.class).get(10, TimeUnit.SECONDS).value()).isEqualTo(sum);
      one.tell(new Transfer(other, 50));
      assertThat(one.call(new Add(0), Total.class, PATIENCE).value()).isEqualTo(sum - 50);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      long received = 0;
      while (received == 0 && System.nanoTime() < deadline) {
        received = other.call(new Add(0), Total.class, PATIENCE).value();
      }
      assertThat(received).isEqualTo(50);
    }
  }

  @Test
  void mainNamesTheBackendAndPrintsWhatTheActorAnswered() throws Exception {
    assertThat(Output.onCpu(() -> Counter.main(new String[0])))
        .contains("backend: cpu")
        .contains("5 + 7: the counter answered 12")
        .contains("after a transfer of 2: the counter answered 10")
        .contains("the other counter answered 2");
  }
}

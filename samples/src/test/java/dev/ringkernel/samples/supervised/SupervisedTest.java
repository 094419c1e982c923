package dev.ringkernel.samples.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import dev.ringkernel.samples.supervised.Supervised.Answer;
import dev.ringkernel.samples.supervised.Supervised.Task;
import dev.ringkernel.samples.supervised.Supervised.Worker;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @EachBackend
  void withoutGpu(String backend) {
    failsRestartsAndGoesOn(backend);
  }

  @Test
  @Tag("gpu")
  void cuda() {
    failsRestartsAndGoesOn("cuda");
  }

  private static void failsRestartsAndGoesOn(String backend) {
    try (ActorSystem system = ActorSystem.builder().backend(backend).build()) {
      ActorRef<Worker> worker = system.spawn(Worker.class);
      ActorRef<Worker> other = system.spawn(Worker.class);
      assertThat(worker.call(new Task(12, 3), Answer.class, PATIENCE)).isEqualTo(new Answer(4, 1));
      assertThat(worker.call(new Task(12, -5), Answer.class, PATIENCE))
          .isEqualTo(new Answer(-2, 2));
      assertThat(other.call(new Task(7, 7), Answer.class, PATIENCE)).isEqualTo(new Answer(1, 1));
      assertThatThrownBy(() -> worker.call(new Task(12, 0), Answer.class, PATIENCE))
          .isInstanceOf(ActorFailedException.class)
          .hasMessageContaining("integer division by zero")
          .hasMessageContaining("Supervised.java:");
      // Restarted: its state is what the constructor left.
      assertThat(worker.call(new Task(9, 3), Answer.class, PATIENCE)).isEqualTo(new Answer(3, 1));
      assertThat(other.call(new Task(8, 2), Answer.class, PATIENCE)).isEqualTo(new Answer(4, 2));
      assertThat(system.ledger().faulted()).isEqualTo(1);
    }
  }

  @Test
  void mainGoesOnAfterThePoisonedMessage() throws Exception {
    assertThat(Output.onCpu(() -> Supervised.main(new String[0])))
        .contains("12 /  1 =  12   (3 done)")
        .contains("integer division by zero")
        .contains("12 / -1 = -12   (1 done)");
  }
}

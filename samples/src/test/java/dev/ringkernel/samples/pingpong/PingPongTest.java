package dev.ringkernel.samples.pingpong;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import dev.ringkernel.samples.pingpong.PingPong.Finished;
import dev.ringkernel.samples.pingpong.PingPong.Ping;
import dev.ringkernel.samples.pingpong.PingPong.Pong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PingPongTest {
  @EachBackend
  void withoutGpu(String backend) {
    noHitIsLost(backend, 2000);
  }

  @Test
  @Tag("gpu")
  void cuda() {
    noHitIsLost("cuda", 100_000);
  }

  private static void noHitIsLost(String backend, int hits) {
    try (ActorSystem system =
        ActorSystem.builder().backend(backend).actors(Ping.class, Pong.class).build()) {
      Finished end = PingPong.play(system, hits);
      assertThat(end.hits()).isEqualTo(hits / 2);
      assertThat(end.nanos()).isPositive();
      assertThat(PingPong.play(system, 2).hits()).isEqualTo(1);
    }
  }

  @Test
  void mainPrintsTheTimeOfAHit() throws Exception {
    assertThat(Output.onCpu(() -> PingPong.main(new String[] {"100"})))
        .contains("100 hits, half of them by ping (50): ");
  }
}

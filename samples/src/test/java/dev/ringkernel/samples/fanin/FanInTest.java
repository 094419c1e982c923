package dev.ringkernel.samples.fanin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import dev.ringkernel.samples.fanin.FanIn.Sum;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FanInTest {
  @EachBackend
  void withoutGpu(String backend) {
    nothingIsLost(backend, 500);
  }

  @Test
  @Tag("gpu")
  void cuda() {
    nothingIsLost("cuda", 20_000);
  }

  private static void nothingIsLost(String backend, int each) {
    try (ActorSystem system = FanIn.system().backend(backend).build()) {
      Sum sum = FanIn.run(system, each);
      long n = 16L * each;
      assertThat(sum).isEqualTo(new Sum(n, n * (n + 1) / 2));
      Ledger ledger = system.ledger();
      assertThat(ledger.dead()).as(ledger.toString()).isZero();
    }
  }

  @Test
  void mainChecksTheSum() throws Exception {
    assertThat(Output.onCpu(() -> FanIn.main(new String[] {"10"})))
        .contains("160 numbers from 16 producers; their sum is 12880, which is right");
  }
}

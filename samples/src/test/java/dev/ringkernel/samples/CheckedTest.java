package dev.ringkernel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.samples.counter.Counter;
import dev.ringkernel.samples.fanin.FanIn;
import dev.ringkernel.samples.pingpong.PingPong;
import dev.ringkernel.samples.reduction.Reduction;
import dev.ringkernel.samples.saxpy.Saxpy;
import dev.ringkernel.samples.supervised.Supervised;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No sample gives the simulator's checks anything to find. */
@Timeout(120)
class CheckedTest {
  private static final String CHECKS = "ringkernel.sim.check";
  private static final String FOUND = "ringkernel.sim-findings";

  private static final Map<String, Output.Main> SAMPLES =
      Map.of(
          "counter", () -> Counter.main(new String[0]),
          "fanin", () -> FanIn.main(new String[] {"20"}),
          "pingpong", () -> PingPong.main(new String[] {"100"}),
          "reduction", () -> Reduction.main(new String[] {"5000"}),
          "saxpy", () -> Saxpy.main(new String[] {"5000"}),
          "supervised", () -> Supervised.main(new String[0]));

  static Set<String> samples() {
    return SAMPLES.keySet();
  }

  @AfterEach
  void clear() {
    System.clearProperty(CHECKS);
    System.clearProperty(FOUND);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingIsFound(String name) throws Exception {
    System.setProperty(CHECKS, "all");
    assertThat(Output.on("sim", SAMPLES.get(name))).contains("backend: sim");
    assertThat(System.getProperty(FOUND)).as("findings, which are on standard error").isNull();
  }
}

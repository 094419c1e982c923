package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.runtime.TestActors.Add;
import dev.ringkernel.runtime.TestActors.Adder;
import dev.ringkernel.runtime.TestActors.Sum;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuCases;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A system whose simulated device is lost under it, and the next one. */
@Timeout(120)
class SimFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SimDriver driver = new SimDriver(SimSettings.DEFAULT);

  private static void serves(ActorRef<Adder> adder) throws Exception {
    for (int i = 1; i <= 20; i++) {
      assertThat(adder.ask(new Add(1), Sum.class).get(30, TimeUnit.SECONDS)).isEqualTo(new Sum(i));
    }
  }

  private void serveAndFault() throws Exception {
    try (var beside = driver.open(0);
        var module = beside.load(GpuCases.ptx("kernels.ptx"), LoadOptions.DEFAULT);
        var stream = beside.newStream()) {
      var wild = module.function("wild");
      var system = ActorSystem.builder().driver(driver).build();
      try {
        var adder = system.spawn(Adder.class);
        serves(adder);
        stream.launch(wild, LaunchConfig.of(1, 1), KernelParams.ofLongs(16));
        assertThatThrownBy(() -> stream.synchronize(PATIENCE))
            .isInstanceOf(DriverException.class)
            .hasMessageContaining("CUDA_ERROR_ILLEGAL_ADDRESS")
            .hasMessageContaining("wild at ")
            .hasMessageContaining("store of 8 bytes at 0x10");
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> adder.ask(new Add(1), Sum.class).get(30, TimeUnit.SECONDS))
              .hasStackTraceContaining("CUDA_ERROR_ILLEGAL_ADDRESS");
        }
      } finally {
        system.close();
      }
    }
  }

  @Test
  void afterAnIllegalAddressANewSystemStartsOnTheSameDevice() throws Exception {
    for (int round = 0; round < 2; round++) {
      serveAndFault();
    }
    try (var system = ActorSystem.builder().driver(driver).build()) {
      serves(system.spawn(Adder.class));
    }
  }

  @Test
  void systemsOfTwoDriversRunSideBySide() throws Exception {
    try (var one = ActorSystem.builder().driver(driver).build();
        var other = ActorSystem.builder().driver(new SimDriver(SimSettings.DEFAULT)).build()) {
      serves(one.spawn(Adder.class));
      serves(other.spawn(Adder.class));
    }
  }
}

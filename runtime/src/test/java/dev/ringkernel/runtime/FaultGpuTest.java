package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.runtime.TestActors.Add;
import dev.ringkernel.runtime.TestActors.Adder;
import dev.ringkernel.runtime.TestActors.Sum;
import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A system whose device is lost under it, and the next one. Comes last with the other tests that
 * cost the process its GPU.
 */
@Tag("gpu")
@Order(Integer.MAX_VALUE)
@Timeout(180)
class FaultGpuTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PROCESS = "ringkernel.cuda.process";

  @BeforeEach
  void needsAGpu() {
    var availability = CudaDriver.instance().availability();
    assumeTrue(availability.usable(), availability.sentence());
  }

  private static byte[] ptx() throws IOException {
    try (var in = FaultGpuTest.class.getResourceAsStream("driver/kernels.ptx")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static void serves(ActorRef<Adder> adder) throws Exception {
    for (int i = 1; i <= 100; i++) {
      assertThat(adder.ask(new Add(1), Sum.class).get(30, TimeUnit.SECONDS)).isEqualTo(new Sum(i));
    }
  }

  /** Runs a kernel that touches unmapped memory beside a system, on the same context. */
  private static void serveAndFault() throws Exception {
    try (Gpu beside = CudaDriver.instance().open(0);
        // Loaded before the resident kernel starts, for which loading would wait.
        var module = beside.load(ptx(), LoadOptions.DEFAULT);
        var stream = beside.newStream()) {
      var wild = module.function("wild");
      var system = ActorSystem.builder().backend("cuda").build();
      try {
        var adder = system.spawn(Adder.class);
        serves(adder);
        stream.launch(wild, LaunchConfig.of(1, 1), KernelParams.ofLongs(16));
        assertThatThrownBy(() -> stream.synchronize(PATIENCE))
            .isInstanceOf(DriverException.class)
            .hasMessageContaining("CUDA_ERROR_ILLEGAL_ADDRESS");
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
  void afterAnIllegalAddressANewSystemStartsInTheSameJvm() throws Exception {
    // The second and the third fault are in processes of the driver's own.
    for (int round = 0; round < 3; round++) {
      serveAndFault();
    }
    try (var system = ActorSystem.builder().backend("cuda").build()) {
      serves(system.spawn(Adder.class));
    }
  }

  @Test
  void aSystemRunsWithTheDriverInAProcessOfItsOwn() throws Exception {
    var before = System.getProperty(PROCESS);
    System.setProperty(PROCESS, "always");
    try (var system = ActorSystem.builder().backend("cuda").build()) {
      serves(system.spawn(Adder.class));
    } finally {
      if (before == null) {
        System.clearProperty(PROCESS);
      } else {
        System.setProperty(PROCESS, before);
      }
    }
  }
}

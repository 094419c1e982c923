package dev.ringkernel.runtime.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What kills a context, and what comes after it. */
@Timeout(120)
public abstract class LostContextCases {
  private static final Duration KERNEL_LIMIT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final long COMMAND = 0;
  private static final long ANSWER = 128;
  private static final long STOP = -1;

  private Gpu gpu;
  private GpuStream stream;

  /** For a driver's test. */
  protected LostContextCases() {}

  /** Returns the driver under test. */
  protected abstract GpuDriver driver();

  @BeforeEach
  void open() {
    var availability = driver().availability();
    assumeTrue(availability.usable(), availability.sentence());
    gpu = driver().open(0);
    stream = gpu.newStream();
  }

  @AfterEach
  void close() {
    if (gpu != null) {
      stream.close();
      gpu.close();
    }
  }

  @Test
  void anIllegalAddressKillsTheContextAndNotTheProcess() {
    var other = driver().open(0);
    var registered = gpu.registerHost(4096);
    var pinned = gpu.allocatePinned(4096);
    var memory = gpu.allocate(4096);
    var range = gpu.reserve(1 << 20);
    range.grow(1);
    var module = gpu.load(GpuCases.ptx("kernels.ptx"), LoadOptions.DEFAULT);
    var event = gpu.newEvent();
    registered.segment().set(ValueLayout.JAVA_LONG, 0, 0x5eedL);
    stream.launch(module.function("wild"), LaunchConfig.of(1, 1), KernelParams.ofLongs(16));
    assertThatThrownBy(() -> stream.synchronize(PATIENCE))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.name()).isEqualTo("CUDA_ERROR_ILLEGAL_ADDRESS");
              assertThat(e.fatal()).isTrue();
            });
    assertThat(gpu.failure()).isPresent();
    assertThat(other.failure()).as("the other handle of the same context").isPresent();
    assertThatThrownBy(() -> other.allocate(1)).isInstanceOf(DriverException.class);
    assertThat(registered.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(0x5eedL);

    for (int again = 0; again < 2; again++) {
      try (var fresh = driver().open(0);
          var code = fresh.load(GpuCases.ptx("kernels.ptx"), LoadOptions.DEFAULT);
          var words = fresh.registerHost(4096);
          var queue = fresh.newStream()) {
        assertThat(fresh.failure()).isEmpty();
        var poke = code.function("poke");
        queue.launch(
            poke,
            LaunchConfig.of(1, 1),
            KernelParams.ofLongs(words.deviceAddress(), KERNEL_LIMIT.toNanos()));
        LONG.setRelease(words.segment(), COMMAND, 9L);
        long start = System.nanoTime();
        while ((long) LONG.getAcquire(words.segment(), ANSWER) != 9L) {
          assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
        }
        LONG.setRelease(words.segment(), COMMAND, STOP);
        assertThat(queue.synchronize(PATIENCE)).isTrue();
      }
    }
    // Everything of the dead context closes without a word, in any order.
    event.close();
    module.close();
    range.close();
    memory.close();
    pinned.close();
    registered.close();
    other.close();
  }
}

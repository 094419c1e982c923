package dev.ringkernel.runtime.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuCases;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that a CUDA driver would leave waiting until the resident kernel ends. */
@Timeout(60)
class SimWaitingTest {
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final byte[] PTX = GpuCases.ptx("kernels.ptx");

  private final SimDriver driver =
      new SimDriver(SimSettings.DEFAULT.withWaitLimit(Duration.ofMillis(50)));
  private final Gpu gpu = driver.open(0);
  private final GpuStream stream = gpu.newStream();
  private final HostMemory words = gpu.registerHost(4096);

  @BeforeEach
  void start() {
    var poke = gpu.load(PTX, LoadOptions.DEFAULT).function("poke");
    stream.launch(
        poke, LaunchConfig.of(1, 1), KernelParams.ofLongs(words.deviceAddress(), 20_000_000_000L));
  }

  private void end() {
    LONG.setRelease(words.segment(), 0L, -1L);
    stream.synchronize();
  }

  @AfterEach
  void close() {
    end();
    words.close();
    stream.close();
    gpu.close();
  }

  private void waits(String call, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(DriverException.class)
        .hasMessageContaining(call + ": It waits until the device has nothing to do")
        .hasMessageContaining("after 50ms there still runs poke (1 block of 1 thread)")
        .hasMessageContaining("-Dringkernel.sim.wait");
    assertThat(stream.done()).as("the kernel has ended").isFalse();
    assertThat(gpu.failure()).isEmpty();
  }

  @Test
  void loadingWaits() {
    waits("Gpu.load", () -> gpu.load(PTX, LoadOptions.DEFAULT));
    end();
    gpu.load(PTX, LoadOptions.DEFAULT).close();
  }

  @Test
  void closingHostMemoryWaitsAndCanBeTriedAgain() {
    var registered = gpu.registerHost(1);
    var pinned = gpu.allocatePinned(8);
    waits("HostMemory.close", registered::close);
    waits("HostMemory.close", pinned::close);
    pinned.segment().set(ValueLayout.JAVA_LONG, 0, 7);
    end();
    registered.close();
    pinned.close();
    pinned.close();
    assertThatThrownBy(() -> pinned.segment().get(ValueLayout.JAVA_LONG, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(registered.segment().get(ValueLayout.JAVA_LONG, 0)).isZero();
  }

  @Test
  void unloadingAndLookingUpWait() {
    end();
    LONG.setRelease(words.segment(), 0L, 0L);
    var module = gpu.load(PTX, LoadOptions.DEFAULT);
    start();
    waits("GpuModule.function", () -> module.function("add"));
    waits("GpuModule.close", module::close);
    end();
    assertThat(module.function("add").name()).isEqualTo("add");
    module.close();
  }

  @Test
  void closingTheLastHandleWaits() {
    driver.open(0).close();
    waits("Gpu.close", gpu::close);
  }

  @Test
  void whatGoesThroughBesideAKernelDoes() {
    gpu.allocate(16).close();
    var range = gpu.reserve(1 << 20);
    range.grow(1);
    range.close();
    gpu.assemble(PTX, LoadOptions.DEFAULT);
    try (var copies = gpu.newStream();
        var event = gpu.newEvent();
        var memory = gpu.allocate(16)) {
      copies.fill(memory.address(), (byte) 1, 16);
      copies.record(event);
      event.synchronize();
      copies.synchronize();
    }
    assertThat(stream.done()).isFalse();
  }
}

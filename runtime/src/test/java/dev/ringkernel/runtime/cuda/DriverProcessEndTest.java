package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a process that runs a driver ends; only the device in it is a fake. */
@Timeout(60)
class DriverProcessEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final LaunchConfig ONE = LaunchConfig.of(1, 1);

  private DriverProcess process;
  private Gpu gpu;
  private GpuStream stream;

  @BeforeEach
  void open() {
    process = start();
    assertThat(process.retain()).isTrue();
    gpu = process.open(0);
    stream = gpu.newStream();
  }

  @AfterEach
  void close() {
    stream.close();
    gpu.close();
    assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  static DriverProcess start() {
    return DriverProcess.start(FakeDriver.class.getName(), List.of(folder(FakeDriver.class)));
  }

  private static Path folder(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void memoryThatIsClosedAfterTheLastDeviceClosesQuietly() {
    var words = gpu.registerHost(8);
    var memory = gpu.allocate(8);
    gpu.close();
    memory.close();
    words.close();
    assertThatThrownBy(gpu::memory).isInstanceOf(IllegalStateException.class);
    assertThat(gpu.failure()).isEmpty();
  }

  @Test
  void aFaultFailsEveryCallWithItsCauseAndEndsTheProcess() {
    var words = gpu.registerHost(4096);
    var memory = gpu.allocate(8);
    words.segment().set(ValueLayout.JAVA_LONG, 8, 42);
    var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
    stream.launch(module.function("wild"), ONE, null);
    assertThatThrownBy(() -> stream.synchronize(PATIENCE))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.name()).isEqualTo(FakeDriver.FATAL);
              assertThat(e.fatal()).isTrue();
            });
    var failure = gpu.failure().orElseThrow();
    assertThat(failure.code()).isEqualTo(700);
    assertThatThrownBy(() -> gpu.allocate(1))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("lost earlier, in fakeWild")
        .hasCause(failure);
    assertThat(words.segment().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
    assertThat(process.retain()).isFalse();
    memory.close();
    module.close();
    words.close();
  }

  @Test
  void aKilledProcessFailsEveryCallThatWaitsAndEveryLaterOne() throws Exception {
    var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
    var words = gpu.registerHost(4096);
    stream.launch(module.function("echo"), ONE, KernelParams.ofLongs(words.deviceAddress()));
    var waiting = CompletableFuture.runAsync(stream::synchronize);
    // Its answer shows that the call before it is under way.
    gpu.memory();
    ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    assertThatThrownBy(() -> waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(DriverException.class)
        .cause()
        .hasMessageContaining("killed by signal 9");
    assertThat(gpu.failure())
        .hasValueSatisfying(
            e -> {
              assertThat(e.fatal()).isTrue();
              assertThat(e).hasMessageContaining("killed by signal 9");
            });
    assertThatThrownBy(gpu::newStream).hasCause(gpu.failure().orElseThrow());
    assertThatCode(words::close).doesNotThrowAnyException();
    module.close();
  }

  @Test
  void aProcessThatEndsByItselfSaysHow() {
    var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
    stream.launch(module.function("print"), ONE, null);
    var die = module.function("die");
    assertThatThrownBy(
            () -> {
              stream.launch(die, ONE, KernelParams.ofLongs(7));
              stream.synchronize(PATIENCE);
            })
        .isInstanceOf(DriverException.class);
    assertThat(gpu.failure())
        .hasValueSatisfying(
            e ->
                assertThat(e)
                    .hasMessageContaining("exit code 7")
                    .hasMessageContaining("printed by a kernel of 1 blocks"));
  }
}

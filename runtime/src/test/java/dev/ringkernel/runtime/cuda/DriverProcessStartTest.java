package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.cuda.CudaDriver.ProcessUse;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a driver gets a process of its own; only the device in it is a fake. */
@Timeout(60)
class DriverProcessStartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final LaunchConfig ONE = LaunchConfig.of(1, 1);

  @Test
  void aProcessThatDoesNotStartSaysWhatItPrinted() {
    assertThatThrownBy(() -> DriverProcess.start("no.such.Driver", List.of()))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("ClassNotFoundException: no.such.Driver")
        .hasMessageContaining("The command was: ");
  }

  /** Starts a driver's process, says which, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
      var started = DriverProcessEndTest.start();
      started.retain();
      var gpu = started.open(0);
      var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
      var words = gpu.registerHost(8);
      gpu.newStream()
          .launch(module.function("echo"), ONE, KernelParams.ofLongs(words.deviceAddress()));
      System.out.println(started.pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void theProcessEndsWhenItsParentIsKilled() throws Exception {
    var parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = parent.inputReader()) {
      var child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
      assertThat(child.isAlive()).isTrue();
      parent.destroyForcibly().waitFor();
      child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A library whose device stays dead after a failure, as that of release 580 does. */
  private static FakeLibrary stubborn(Arena arena) {
    var library = new FakeLibrary(arena);
    library.answer(DriverCall.PRIMARY_RESET, a -> 0);
    library.answer(DriverCall.CONTEXT_CREATE, a -> 700);
    return library;
  }

  @Test
  void afterAFailureThatStaysTheNextOpenIsInAnotherProcess() {
    try (var arena = Arena.ofShared()) {
      var library = stubborn(arena);
      var started = new ArrayList<DriverProcess>();
      var driver =
          new CudaDriver(
              library,
              ProcessUse.AUTO,
              () -> {
                started.add(DriverProcessEndTest.start());
                return started.getLast();
              });
      var here = driver.open(0);
      assertThat(started).isEmpty();
      library.contextState = 700;
      // A poisoned driver may not even describe its devices.
      library.answer(DriverCall.DEVICE_COUNT, a -> 700);
      library.answer(DriverCall.DEVICE_ATTRIBUTE, a -> 700);

      var apart = driver.open(0);
      var twin = driver.open(0);
      assertThat(started).hasSize(1);
      assertThat(driver.availability().usable()).isTrue();
      assertThat(here.failure()).isPresent();
      assertThat(apart.failure()).isEmpty();
      apart.allocate(64).close();
      here.close();

      var queue = apart.newStream();
      queue.launch(apart.load(new byte[1], LoadOptions.DEFAULT).function("wild"), ONE, null);
      assertThatThrownBy(() -> queue.synchronize(PATIENCE)).isInstanceOf(DriverException.class);
      assertThat(twin.failure()).as("the other handle of the same process").isPresent();
      var again = driver.open(0);
      assertThat(started).hasSize(2);
      assertThat(again.failure()).isEmpty();
      again.allocate(64).close();
      again.close();
      twin.close();
      apart.close();
      assertThat(started).noneMatch(p -> ProcessHandle.of(p.pid()).isPresent());
    }
  }

  @Test
  void alwaysNeverLoadsAContextHere() {
    try (var arena = Arena.ofShared()) {
      var library = new FakeLibrary(arena);
      var driver = new CudaDriver(library, ProcessUse.ALWAYS, DriverProcessEndTest::start);
      var apart = driver.open(0);
      assertThat(apart).isInstanceOf(RemoteGpu.class);
      assertThat(library.log()).doesNotContain(DriverCall.PRIMARY_RETAIN);
      apart.close();
    }
  }
}

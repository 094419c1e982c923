package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.cuda.CudaDriver.ProcessUse;
import dev.ringkernel.runtime.driver.Availability.Reason;
import dev.ringkernel.runtime.driver.Devices;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuProperties.ComputeMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CudaDriverTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void freeStubs() {
    arena.close();
  }

  private FakeLibrary library() {
    return new FakeLibrary(arena);
  }

  /** Returns a driver that opens devices in this process only. */
  private static CudaDriver driver(FakeLibrary library) {
    return new CudaDriver(
        library,
        ProcessUse.NEVER,
        () -> {
          throw new AssertionError("a process was started");
        });
  }

  @Test
  void thisMachineIsEitherUsableOrToldWhyNot() {
    var availability = CudaDriver.instance().availability();
    assertThat(availability.sentence()).endsWith(".").hasSizeGreaterThan(20);
    if (!availability.usable()) {
      assertThatThrownBy(() -> CudaDriver.instance().open(0)).isInstanceOf(DriverException.class);
    }
  }

  @Test
  void anAbsentDriverIsExplainedByWhatTheMachineShows() {
    assertThat(CudaDriver.absentSentence(false, false))
        .startsWith("There is no NVIDIA driver on this machine: libcuda.so.1 was not found")
        .endsWith("or use the CPU backend.");
    assertThat(CudaDriver.absentSentence(false, true))
        .startsWith("There is an NVIDIA GPU, but no driver");
    assertThat(CudaDriver.absentSentence(true, true)).contains("docker run --gpus all");
    assertThat(CudaDriver.platformSentence("Mac OS X", "aarch64"))
        .isEqualTo(
            "GPUs are driven on Linux on amd64 only, and this is Mac OS X on aarch64. Use the CPU"
                + " backend.");
    assertThat(CudaDriver.noDeviceSentence("-1")).contains("CUDA_VISIBLE_DEVICES is '-1'");
  }

  @Test
  void anOldDriverIsRefusedWithBothVersions() {
    var library = library();
    library.version(11040);
    var availability = driver(library).availability();
    assertThat(availability.reason()).isEqualTo(Reason.DRIVER_TOO_OLD);
    assertThat(availability.sentence()).contains("CUDA 11.4").contains("at least 12.0");
  }

  @Test
  void aDriverThatDoesNotStartIsToldWithItsCode() {
    var library = library();
    library.answer(DriverCall.INIT, a -> 803);
    var availability = driver(library).availability();
    assertThat(availability.reason()).isEqualTo(Reason.LIBRARY_FAILED);
    assertThat(availability.sentence())
        .contains("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH (803)")
        .contains("restart the machine");
  }

  @Test
  void noDeviceIsItsOwnReason() {
    var library = library();
    library.answer(DriverCall.INIT, a -> 100);
    assertThat(driver(library).availability().reason()).isEqualTo(Reason.NO_DEVICE);
    assertThat(driver(library).devices()).isEmpty();
    assertThat(driver(library).details()).isEmpty();
  }

  @Test
  void devicesThatCannotHoldAResidentKernelAreRefusedWithTheWayOut() {
    var prohibited = Devices.device(90, ComputeMode.PROHIBITED, false, false);
    assertThat(CudaDriver.availability(prohibited).reason()).isEqualTo(Reason.COMPUTE_PROHIBITED);
    assertThat(CudaDriver.availability(prohibited).sentence()).contains("nvidia-smi -c DEFAULT");
    var pascal = Devices.device(61, ComputeMode.DEFAULT, false, false);
    assertThat(CudaDriver.availability(pascal).reason()).isEqualTo(Reason.DEVICE_TOO_OLD);
    assertThat(CudaDriver.availability(pascal).sentence()).contains("compute capability 6.1");
    var display = Devices.device(89, ComputeMode.DEFAULT, true, false);
    assertThat(CudaDriver.availability(display).reason()).isEqualTo(Reason.DISPLAY_TIMEOUT);
    var shared = Devices.device(90, ComputeMode.EXCLUSIVE_PROCESS, false, true);
    assertThat(CudaDriver.availability(shared).usable()).isTrue();
    assertThat(CudaDriver.availability(shared).cautions())
        .hasSize(2)
        .anyMatch(c -> c.contains("EXCLUSIVE_PROCESS"))
        .anyMatch(c -> c.contains("MPS"));
    assertThat(CudaDriver.availability(Devices.h200()).cautions()).isEmpty();
  }

  @Test
  void aUuidIsWrittenAsTheDriverToolsWriteIt() {
    var bytes = new byte[16];
    for (int i = 0; i < 16; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(CudaDriver.uuid(MemorySegment.ofArray(bytes)))
        .isEqualTo("00010203-0405-0607-0809-0a0b0c0d0e0f");
  }

  @Test
  void handlesOfADeviceShareItsContextAndTheLastOneEndsIt() {
    var library = library();
    var driver = driver(library);
    var first = driver.open(0);
    var second = driver.open(0);
    library.clearLog();
    first.close();
    first.close();
    assertThat(library.log()).isEmpty();
    assertThatThrownBy(first::newStream).isInstanceOf(IllegalStateException.class);
    second.close();
    assertThat(library.log())
        .containsExactly(
            DriverCall.STREAM_QUERY, DriverCall.STREAM_DESTROY, DriverCall.PRIMARY_RELEASE);
  }

  @Test
  void aFatalResultKillsTheContextAndTheNextOpenMakesANewOne() {
    var library = library();
    var driver = driver(library);
    var gpu = driver.open(0);
    var stream = gpu.newStream();
    var memory = gpu.allocate(64);
    var registered = gpu.registerHost(100);
    var pinned = gpu.allocatePinned(100);
    registered.segment().set(ValueLayout.JAVA_LONG, 0, 42);

    library.contextState = 700;
    assertThatThrownBy(() -> stream.synchronize(Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.code()).isEqualTo(700);
              assertThat(e.name()).isEqualTo("CUDA_ERROR_ILLEGAL_ADDRESS");
              assertThat(e.fatal()).isTrue();
              assertThat(e).hasMessageContaining("compute-sanitizer");
            });
    assertThat(gpu.failure()).hasValueSatisfying(e -> assertThat(e.code()).isEqualTo(700));
    assertThatThrownBy(() -> gpu.allocate(1))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("lost earlier, in cuStreamQuery")
        .hasCause(gpu.failure().orElseThrow());

    library.clearLog();
    var next = driver.open(0);
    assertThat(library.log())
        .startsWith(
            DriverCall.PRIMARY_RESET, DriverCall.PRIMARY_RELEASE, DriverCall.PRIMARY_RETAIN);
    assertThat(next.failure()).isEmpty();
    assertThat(registered.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
    assertThatThrownBy(() -> pinned.segment().get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);

    library.clearLog();
    registered.close();
    pinned.close();
    memory.close();
    stream.close();
    gpu.close();
    assertThat(library.log()).as("closing what the dead context took with it").isEmpty();
    next.allocate(8).close();
    next.close();
  }

  @Test
  void aFailureThatNobodySawYetIsFoundWhenTheDeviceIsOpenedAgain() {
    var library = library();
    var driver = driver(library);
    var gpu = driver.open(0);
    library.contextState = 719;
    var next = driver.open(0);
    assertThat(gpu.failure()).hasValueSatisfying(e -> assertThat(e.code()).isEqualTo(719));
    assertThat(next.failure()).isEmpty();
    gpu.close();
    next.close();
  }

  @Test
  void whereThePrimaryContextStaysDeadAnOwnOneIsTried() {
    var library = library();
    library.answer(DriverCall.PRIMARY_RESET, a -> 0);
    library.answer(
        DriverCall.CONTEXT_CREATE,
        a -> {
          library.contextState = 0;
          return FakeLibrary.write(a[0], 0x3000);
        });
    var driver = driver(library);
    var gpu = driver.open(0);
    library.contextState = 700;
    var next = driver.open(0);
    assertThat(library.log()).contains(DriverCall.CONTEXT_CREATE);
    assertThat(next.failure()).isEmpty();
    library.clearLog();
    next.close();
    assertThat(library.log()).endsWith(DriverCall.CONTEXT_DESTROY);
    gpu.close();
  }

  @Test
  void aDeviceThatDoesNotRecoverSaysThatTheJvmMustBeRestarted() {
    var library = library();
    library.answer(DriverCall.PRIMARY_RESET, a -> 0);
    library.answer(DriverCall.CONTEXT_CREATE, a -> 700);
    var driver = driver(library);
    var gpu = driver.open(0);
    library.contextState = 700;
    assertThatThrownBy(() -> driver.open(0))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("start the JVM again");
    gpu.close();
  }

  @Test
  void aFailedAllocationIsNotFatal() {
    var library = library();
    var driver = driver(library);
    var gpu = driver.open(0);
    library.answer(DriverCall.MEMORY_ALLOC_ASYNC, a -> 2);
    assertThatThrownBy(() -> gpu.allocate(1L << 50))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY (2)")
        .hasMessageContaining("1125899906842624 bytes");
    assertThat(gpu.failure()).isEmpty();
    gpu.close();
  }
}

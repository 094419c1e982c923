package dev.ringkernel.runtime.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuCases;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.LoadOptions;
import org.junit.jupiter.api.Test;

class SimGpuTest extends GpuCases {
  private final SimDriver driver = new SimDriver(SimSettings.DEFAULT.withDevices(2));

  @Override
  protected GpuDriver driver() {
    return driver;
  }

  @Test
  void theDevicesAreDescribed() {
    var first = driver.devices().getFirst();
    assertThat(first.summary())
        .isEqualTo(
            "simulated sm_90, sm_90, 4 SMs at 1000 MHz, 4.0 GiB, PCI none, driver for CUDA 13.0");
    assertThat(first.sharedPerBlockOptIn()).isEqualTo(227 << 10);
    assertThat(driver.devices().get(1).uuid()).isNotEqualTo(first.uuid());
    assertThat(new SimDriver(SimSettings.DEFAULT).devices().getFirst().uuid())
        .as("another driver's device is another one")
        .isNotEqualTo(first.uuid());
    assertThat(driver.peerAccess(0, 1).nativeAtomics()).isTrue();
    assertThat(driver.availability(2).usable()).isFalse();
    assertThatThrownBy(() -> driver.open(2))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("There is no device 2, there are 2");
  }

  @Test
  void aCubinIsRefusedWithASentence() {
    var cubin = new byte[64];
    cubin[0] = 0x7f;
    cubin[1] = 'E';
    cubin[2] = 'L';
    cubin[3] = 'F';
    assertThatThrownBy(() -> gpu.load(cubin, LoadOptions.DEFAULT))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("Gpu.load: CUDA_ERROR_INVALID_IMAGE (200): The code is a cubin")
        .hasMessageContaining("The simulator executes PTX text");
  }

  @Test
  void memoryOutsideWhatWasAllocatedIsNotCopied() {
    try (var memory = gpu.allocate(16)) {
      assertThatThrownBy(() -> stream.fill(memory.address(), (byte) 0, 4097))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("CUDA_ERROR_INVALID_VALUE")
          .hasMessageContaining("4097 bytes");
      assertThat(gpu.failure()).isEmpty();
      stream.fill(memory.address(), (byte) 0, 16);
      stream.synchronize();
    }
  }

  @Test
  void memoryComesBackWithTheLastHandle() {
    var more = driver.open(0);
    more.allocate(1 << 20);
    assertThat(gpu.memory().free()).isLessThan(gpu.memory().total());
    more.close();
    stream.close();
    gpu.close();
    gpu = driver.open(0);
    stream = gpu.newStream();
    assertThat(gpu.memory().free()).isEqualTo(gpu.memory().total());
  }
}

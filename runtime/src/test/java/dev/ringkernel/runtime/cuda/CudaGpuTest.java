package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ringkernel.runtime.driver.GpuCases;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The driver of NVIDIA GPUs on a real device. */
@Tag("gpu")
class CudaGpuTest extends GpuCases {
  @Override
  protected GpuDriver driver() {
    return CudaDriver.instance();
  }

  @Override
  protected boolean knowsParameters() {
    return gpu.properties().driverVersion() >= DriverCall.FUNCTION_PARAMETER.since();
  }

  @Test
  void theDeviceDescribesItself() {
    var properties = gpu.properties();
    assertThat(properties.name()).isNotBlank();
    assertThat(properties.uuid()).matches("(GPU|MIG)(-[0-9a-f]+){5}");
    assertThat(properties.pciId()).matches("[0-9A-Fa-f]+:[0-9A-Fa-f]+:[0-9A-Fa-f]+\\.0");
    assertThat(properties.warpSize()).isEqualTo(32);
    assertThat(properties.smCount()).isPositive();
    assertThat(properties.sharedPerBlockOptIn())
        .isGreaterThanOrEqualTo(properties.sharedPerBlock());
    var memory = gpu.memory();
    assertThat(memory.free()).isPositive().isLessThanOrEqualTo(memory.total());
    assertThat(memory.total()).isCloseTo(properties.totalMemory(), within(1L << 31));
    System.out.println(properties.summary());
  }

  @Test
  void aRepeatedLaunchAllocatesNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var module = kernels();
        var data = gpu.allocate(400)) {
      var function = module.function("add");
      var config = LaunchConfig.of(1, 128);
      var params = addParams(data.address(), 100, 1f);
      long allocated = 0;
      for (int round = 0; round < 3; round++) {
        stream.synchronize();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
          params.setFloat(2, i);
          stream.launch(function, config, params);
          stream.done();
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      stream.synchronize();
      assertThat(allocated).as("bytes in 20,000 launches").isLessThan(20_000);
    }
  }
}

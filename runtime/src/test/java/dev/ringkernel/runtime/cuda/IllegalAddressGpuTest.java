package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.LostContextCases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * It comes last of all test classes: the driver's library may be of no use to the process
 * afterwards.
 */
@Tag("gpu")
@Order(Integer.MAX_VALUE)
class IllegalAddressGpuTest extends LostContextCases {
  @Override
  protected GpuDriver driver() {
    return CudaDriver.instance();
  }
}

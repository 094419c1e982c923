package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.LostContextCases;

class SimLostContextTest extends LostContextCases {
  private final SimDriver driver = new SimDriver(SimSettings.DEFAULT);

  @Override
  protected GpuDriver driver() {
    return driver;
  }
}

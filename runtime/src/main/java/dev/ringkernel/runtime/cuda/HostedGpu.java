package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.MemorySegment;

/** A device that can also register pages that another process maps: what a driver host needs. */
interface HostedGpu extends Gpu {

  /**
   * Registers pages that the caller owns. Closing the result unregisters them and frees nothing.
   *
   * @param pages whole pages, page-aligned, mapped until the result is closed
   */
  HostMemory register(MemorySegment pages);
}

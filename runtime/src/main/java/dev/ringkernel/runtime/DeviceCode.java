package dev.ringkernel.runtime;

import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.nio.charset.StandardCharsets;

/** Code on its way from PTX text onto a device: in two steps, of which only the second may wait. */
final class DeviceCode {
  private static final LoadOptions OPTIONS = LoadOptions.DEFAULT.withLineInfo(true);

  private DeviceCode() {}

  /**
   * What {@link #load} takes, made beside a kernel that may be resident.
   *
   * @param resident whether a kernel is, so that loading has to be short
   * @throws dev.ringkernel.runtime.driver.DriverException if it does not assemble, with the log
   */
  static byte[] image(Gpu gpu, String ptx, boolean resident) {
    byte[] text = ptx.getBytes(StandardCharsets.US_ASCII);
    // The driver keeps what it assembles on disk only where it loads it, too.
    return resident ? gpu.assemble(text, OPTIONS) : text;
  }

  /** Loads an image. Waits for a resident kernel to end. */
  static GpuModule load(Gpu gpu, byte[] image) {
    return gpu.load(image, OPTIONS);
  }
}

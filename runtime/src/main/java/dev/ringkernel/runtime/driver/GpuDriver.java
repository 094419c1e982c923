package dev.ringkernel.runtime.driver;

import java.util.List;

/**
 * The entrance to one way of running PTX: finds devices and opens them.
 *
 * <p>Safe for use by any thread. Asking about availability never throws and never opens a device.
 */
public interface GpuDriver {

  /** Returns the backend's name as the user writes it, such as {@code cuda} or {@code sim}. */
  String name();

  /** Says whether there is a driver and at least one usable device, and if not, why. */
  Availability availability();

  /**
   * Lists every device that the driver shows, usable or not, by ordinal; empty without a driver.
   *
   * @throws DriverException if a driver is there but fails to describe a device
   */
  List<GpuProperties> devices();

  /**
   * Says whether one device can run resident kernels, and if not, why.
   *
   * @param ordinal the device's index in {@link #devices()}
   */
  Availability availability(int ordinal);

  /**
   * Returns what this driver can say about its host beyond availability, for {@link Doctor}; empty
   * if nothing. Never throws.
   */
  List<FeatureAnswer> details();

  /**
   * Says what one device can reach of another's memory.
   *
   * @throws DriverException if there is no such device
   */
  PeerAccess peerAccess(int ordinal, int peer);

  /**
   * Opens a device. Handles opened on one device share its memory and run kernels side by side; the
   * device's context ends when the last of them is closed.
   *
   * <p>After a fatal failure (see {@link Gpu#failure()}) the next call opens the device afresh,
   * where need be with the driver in a process of its own; handles of the dead one stay dead and
   * close silently.
   *
   * @param ordinal the device's index in {@link #devices()}
   * @throws DriverException if the device is not usable, with the sentence of {@link
   *     #availability(int)}, or if it cannot be opened
   */
  Gpu open(int ordinal);
}

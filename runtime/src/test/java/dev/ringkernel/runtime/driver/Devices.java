package dev.ringkernel.runtime.driver;

import dev.ringkernel.runtime.driver.GpuProperties.ComputeMode;

/** Devices that tests speak about without having them. */
public final class Devices {

  private Devices() {}

  /** Returns a device like an H200, of another compute capability, mode and display. */
  public static GpuProperties device(
      int computeCapability, ComputeMode mode, boolean timeout, boolean mps) {
    return new GpuProperties(
        0,
        "NVIDIA H200",
        "GPU-00010203-0405-0607-0809-0a0b0c0d0e0f",
        "0000:1b:00.0",
        computeCapability,
        13000,
        132,
        1_980_000,
        150_754_820_096L,
        62_914_560,
        233_472,
        49_152,
        232_448,
        1_024,
        65_536,
        65_536,
        1_024,
        2_048,
        32,
        32,
        true,
        computeCapability >= 90,
        computeCapability >= 90,
        true,
        true,
        true,
        true,
        true,
        true,
        false,
        false,
        mps,
        timeout,
        mode);
  }

  /** Returns a device like an H200. */
  public static GpuProperties h200() {
    return device(90, ComputeMode.DEFAULT, false, false);
  }
}

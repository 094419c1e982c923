package dev.ringkernel.runtime.driver;

import java.util.Locale;

/**
 * A device as its driver describes it; bytes and kilohertz unless a name says otherwise.
 *
 * @param ordinal the device's index in its driver
 * @param name the product name
 * @param uuid the device's identity, {@code GPU-…} or {@code MIG-…}
 * @param pciId PCI domain, bus and device, such as {@code 0000:1b:00.0}
 * @param computeCapability the compute capability as in {@code sm_NN}: 90 for 9.0, 121 for 12.1
 * @param driverVersion the CUDA version that the driver implements, as 1000 × major + 10 × minor
 * @param smCount streaming multiprocessors
 * @param clockKilohertz the highest clock of an SM
 * @param totalMemory device memory
 * @param l2Cache the L2 cache
 * @param sharedPerSm shared memory of an SM
 * @param sharedPerBlock shared memory that a block has without asking
 * @param sharedPerBlockOptIn shared memory that a block can have when its function asks
 * @param sharedReservedPerBlock shared memory that the driver keeps of each block
 * @param registersPerSm 32-bit registers of an SM
 * @param registersPerBlock 32-bit registers a block can have
 * @param maxThreadsPerBlock threads of the largest block
 * @param maxThreadsPerSm threads resident on an SM
 * @param maxBlocksPerSm blocks resident on an SM
 * @param warpSize lanes of a warp
 * @param cooperativeLaunch whether a grid can be launched all blocks resident
 * @param clusterLaunch whether blocks can be launched as clusters
 * @param tensorMaps whether tensor maps (TMA) are supported
 * @param unifiedAddressing whether host and device share one address space
 * @param mapHostMemory whether the device can map host memory
 * @param hostRegister whether the host's own pages can be registered
 * @param hostPointerIsDevicePointer whether registered pages have the same address on the device
 * @param memoryPools whether stream-ordered allocation is supported
 * @param virtualMemory whether address ranges can be reserved and mapped piece by piece
 * @param integrated whether the device shares the host's memory
 * @param mig whether this is a slice (MIG instance) of a device
 * @param mps whether contexts are shared through the multi-process service
 * @param executionTimeout whether the operating system ends kernels that run too long
 * @param computeMode who may open the device
 */
public record GpuProperties(
    int ordinal,
    String name,
    String uuid,
    String pciId,
    int computeCapability,
    int driverVersion,
    int smCount,
    int clockKilohertz,
    long totalMemory,
    int l2Cache,
    int sharedPerSm,
    int sharedPerBlock,
    int sharedPerBlockOptIn,
    int sharedReservedPerBlock,
    int registersPerSm,
    int registersPerBlock,
    int maxThreadsPerBlock,
    int maxThreadsPerSm,
    int maxBlocksPerSm,
    int warpSize,
    boolean cooperativeLaunch,
    boolean clusterLaunch,
    boolean tensorMaps,
    boolean unifiedAddressing,
    boolean mapHostMemory,
    boolean hostRegister,
    boolean hostPointerIsDevicePointer,
    boolean memoryPools,
    boolean virtualMemory,
    boolean integrated,
    boolean mig,
    boolean mps,
    boolean executionTimeout,
    ComputeMode computeMode) {

  /** Who may open a device, as the administrator set it. */
  public enum ComputeMode {
    /** Any number of processes. */
    DEFAULT,
    /** No process at all. */
    PROHIBITED,
    /** One process at a time. */
    EXCLUSIVE_PROCESS
  }

  /** Returns the compute capability as NVIDIA writes it, such as {@code 9.0}. */
  public String computeCapabilityText() {
    return computeCapability / 10 + "." + computeCapability % 10;
  }

  /** Returns the plain assembler target, such as {@code sm_90}. */
  public String target() {
    return "sm_" + computeCapability;
  }

  /** Returns the driver's CUDA version, such as {@code 13.0}. */
  public String driverVersionText() {
    return driverVersion / 1000 + "." + driverVersion % 1000 / 10;
  }

  /** Returns one line for people: name, architecture, SMs, clock, memory, bus, driver. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %s, %d SMs at %d MHz, %.1f GiB, PCI %s, driver for CUDA %s",
        name,
        target(),
        smCount,
        clockKilohertz / 1000,
        totalMemory / (double) (1L << 30),
        pciId,
        driverVersionText());
  }
}

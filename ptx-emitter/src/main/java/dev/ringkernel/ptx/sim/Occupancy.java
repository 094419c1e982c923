package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimException.Reason;

/** What fits an SM, by the rules of the CUDA programming guide. */
final class Occupancy {
  private static final int WARP = 32;

  /** Registers are given to a warp by so many. */
  private static final int REGISTER_UNIT = 256;

  private static final int SHARED_UNIT = 128;

  private Occupancy() {}

  static int roundUp(int value, int unit) {
    return (value + unit - 1) / unit * unit;
  }

  /** Shared memory that a block takes of its SM. */
  static int sharedBytes(SimLimits limits, SimKernel kernel, int dynamicShared) {
    return roundUp(
        kernel.staticShared() + dynamicShared + limits.sharedReservedPerBlock(), SHARED_UNIT);
  }

  /** Bytes of shared memory in the units in which it is allotted. */
  static long units(long bytes) {
    return (bytes + SHARED_UNIT - 1) / SHARED_UNIT * SHARED_UNIT;
  }

  static int registers(SimKernel kernel, int blockThreads) {
    int warps = (blockThreads + WARP - 1) / WARP;
    return warps * roundUp(Math.max(kernel.registers(), 1) * WARP, REGISTER_UNIT);
  }

  static int blocksPerSm(SimLimits limits, SimKernel kernel, int blockThreads, int dynamicShared) {
    if (blockThreads > kernel.maxThreads()
        || kernel.staticShared() + dynamicShared > limits.sharedPerBlockOptIn()) {
      return 0;
    }
    int blocks = limits.blocksPerSm();
    blocks = Math.min(blocks, limits.threadsPerSm() / roundUp(blockThreads, WARP));
    blocks = Math.min(blocks, limits.registersPerSm() / registers(kernel, blockThreads));
    int shared = sharedBytes(limits, kernel, dynamicShared);
    return shared == 0 ? blocks : Math.min(blocks, limits.sharedPerSm() / shared);
  }

  /** The blocks of a cluster: those of the launch, else of the kernel, else one. */
  static Dim3 cluster(SimKernel kernel, SimGrid grid) {
    Dim3 required = kernel.requiredCluster();
    Dim3 given = grid.cluster();
    return given != null ? given : required != null ? required : Dim3.ONE;
  }

  /** Refuses what cannot be launched. */
  static void check(SimDevice device, SimKernel kernel, SimGrid grid) {
    SimLimits limits = device.limits();
    Dim3 block = grid.block();
    long threads = block.count();
    Dim3 required = kernel.requiredBlock();
    if (required != null && !required.equals(block)) {
      throw refused(
          Reason.INVALID_VALUE, kernel + " must have blocks of " + required + ", not " + block);
    }
    if (threads > kernel.maxThreads() || block.z() > 64) {
      throw refused(
          Reason.OUT_OF_RESOURCES,
          kernel + " takes blocks of at most " + kernel.maxThreads() + " threads, not " + block);
    }
    if (grid.grid().y() > 65535 || grid.grid().z() > 65535) {
      throw refused(
          Reason.INVALID_VALUE, "A grid has at most 65535 blocks in y and z, not " + grid.grid());
    }
    checkCluster(limits, kernel, grid);
    int perSm = blocksPerSm(limits, kernel, (int) threads, grid.dynamicShared());
    if (perSm == 0) {
      throw refused(
          Reason.OUT_OF_RESOURCES,
          "a block of "
              + threads
              + " threads, "
              + kernel.registers()
              + " registers each, with "
              + kernel.staticShared()
              + " + "
              + grid.dynamicShared()
              + " bytes of shared memory does not fit an SM of "
              + limits.threadsPerSm()
              + " threads, "
              + limits.registersPerSm()
              + " registers and "
              + limits.sharedPerBlockOptIn()
              + " bytes for a block");
    }
    long resident = (long) perSm * limits.sms();
    if (grid.cooperative() && grid.grid().count() > resident) {
      throw refused(
          Reason.COOPERATIVE_TOO_LARGE,
          "a cooperative grid of "
              + grid.grid().count()
              + " blocks does not fit: device "
              + device.ordinal()
              + " holds "
              + perSm
              + " on each of "
              + limits.sms()
              + " SMs, "
              + resident
              + " in all");
    }
  }

  private static void checkCluster(SimLimits limits, SimKernel kernel, SimGrid grid) {
    Dim3 cluster = cluster(kernel, grid);
    Dim3 required = kernel.requiredCluster();
    if (required != null && !required.equals(cluster)) {
      throw refused(
          Reason.INVALID_VALUE, kernel + " must have clusters of " + required + ", not " + cluster);
    }
    if (cluster.equals(Dim3.ONE)) {
      return;
    }
    if (cluster.count() > limits.clusterBlocks()) {
      throw refused(
          Reason.INVALID_VALUE,
          "clusters of "
              + cluster
              + " on "
              + limits.target()
              + ", which takes at most "
              + limits.clusterBlocks()
              + " blocks in one");
    }
    Dim3 blocks = grid.grid();
    if (blocks.x() % cluster.x() != 0
        || blocks.y() % cluster.y() != 0
        || blocks.z() % cluster.z() != 0) {
      throw refused(
          Reason.INVALID_VALUE,
          "a grid of " + blocks + " cannot be cut into clusters of " + cluster);
    }
  }

  private static SimException refused(Reason reason, String what) {
    return new SimException(reason, "The launch is refused: " + what + ".");
  }
}

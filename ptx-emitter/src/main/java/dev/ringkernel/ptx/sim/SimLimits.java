package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Target;

/**
 * What one simulated device has; sizes in bytes.
 *
 * @param target its architecture
 * @param sms streaming multiprocessors
 * @param memory device memory
 * @param sharedPerSm shared memory of an SM
 * @param sharedPerBlock shared memory that a block has without asking
 * @param sharedPerBlockOptIn shared memory that a block can have
 * @param sharedReservedPerBlock shared memory that the system keeps of each block
 * @param registersPerSm 32-bit registers of an SM
 * @param threadsPerSm threads resident on an SM
 * @param blocksPerSm blocks resident on an SM
 * @param clusterBlocks blocks of the largest portable cluster; 0 where there are no clusters
 */
public record SimLimits(
    Target target,
    int sms,
    long memory,
    int sharedPerSm,
    int sharedPerBlock,
    int sharedPerBlockOptIn,
    int sharedReservedPerBlock,
    int registersPerSm,
    int threadsPerSm,
    int blocksPerSm,
    int clusterBlocks) {

  /** Threads of the largest block, on every architecture. */
  public static final int THREADS_PER_BLOCK = 1024;

  /** Registers that one thread can have, on every architecture. */
  public static final int REGISTERS_PER_THREAD = 255;

  private static final int KB = 1024;

  /** A row of the CUDA programming guide's table of compute capabilities. */
  private record Row(int sm, int sharedPerSm, int optIn, int reserved, int threads, int blocks) {}

  // From this architecture on, until the next row.
  // @formatter:off
  private static final Row[] ROWS = {
    new Row( 50,  64,  48, 0, 2048, 32),
    new Row( 60,  64,  48, 0, 2048, 32),
    new Row( 70,  96,  96, 0, 2048, 32),
    new Row( 75,  64,  64, 0, 1024, 16),
    new Row( 80, 164, 163, 1, 2048, 32),
    new Row( 86, 100,  99, 1, 1536, 16),
    new Row( 87, 164, 163, 1, 1536, 16),
    new Row( 89, 100,  99, 1, 1536, 24),
    new Row( 90, 228, 227, 1, 2048, 32),
    new Row(120, 100,  99, 1, 1536, 24),
  };
  // @formatter:on

  /** Checks that there is something to run on. */
  public SimLimits {
    if (sms < 1 || memory < 1 || threadsPerSm < 32 || blocksPerSm < 1) {
      throw new IllegalArgumentException(
          "A device needs an SM, memory, a warp and a block at least, not "
              + sms
              + " SMs, "
              + memory
              + " bytes, "
              + threadsPerSm
              + " threads and "
              + blocksPerSm
              + " blocks per SM.");
    }
  }

  /** A small device of this architecture: 4 SMs, 4 GiB, all else as NVIDIA's guide says. */
  public static SimLimits of(Target target) {
    Row row = ROWS[0];
    for (Row r : ROWS) {
      if (target.sm() >= r.sm()) {
        row = r;
      }
    }
    return new SimLimits(
        target,
        4,
        4L << 30,
        row.sharedPerSm() * KB,
        48 * KB,
        row.optIn() * KB,
        row.reserved() * KB,
        64 * KB,
        row.threads(),
        row.blocks(),
        target.sm() >= 90 ? 8 : 0);
  }

  /** This device with another number of SMs. */
  public SimLimits withSms(int count) {
    return new SimLimits(
        target,
        count,
        memory,
        sharedPerSm,
        sharedPerBlock,
        sharedPerBlockOptIn,
        sharedReservedPerBlock,
        registersPerSm,
        threadsPerSm,
        blocksPerSm,
        clusterBlocks);
  }

  /** This device with so much memory. */
  public SimLimits withMemory(long bytes) {
    return new SimLimits(
        target,
        sms,
        bytes,
        sharedPerSm,
        sharedPerBlock,
        sharedPerBlockOptIn,
        sharedReservedPerBlock,
        registersPerSm,
        threadsPerSm,
        blocksPerSm,
        clusterBlocks);
  }
}

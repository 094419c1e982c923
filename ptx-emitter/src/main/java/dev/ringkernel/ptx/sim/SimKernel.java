package dev.ringkernel.ptx.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kernel entry of a loaded module; sizes in bytes.
 *
 * @param module the module that it is launched from
 * @param name its name in PTX
 * @param params its parameters in order
 * @param staticShared shared memory that it declares
 * @param localBytes local memory of a thread
 * @param registers 32-bit registers of a thread, estimated from the declared ones
 * @param maxThreads threads of the largest block it can be launched with
 * @param requiredBlock the block it must be launched with, or null
 * @param requiredCluster the cluster it must be launched with, or null
 */
public record SimKernel(
    SimModule module,
    String name,
    List<Param> params,
    int staticShared,
    int localBytes,
    int registers,
    int maxThreads,
    @Nullable Dim3 requiredBlock,
    @Nullable Dim3 requiredCluster) {

  public SimKernel {
    params = List.copyOf(params);
  }

  /**
   * A parameter.
   *
   * @param name its name in PTX
   * @param offset where it lies in the block of parameters
   * @param bytes its size
   */
  public record Param(String name, int offset, int bytes) {}

  /** The size of the block of parameters. */
  public int paramBytes() {
    return params.isEmpty() ? 0 : params.getLast().offset() + params.getLast().bytes();
  }

  /** This kernel assembled for fewer registers, so that more blocks fit an SM. */
  public SimKernel withRegisters(int count) {
    return new SimKernel(
        module,
        name,
        params,
        staticShared,
        localBytes,
        count,
        maxThreads,
        requiredBlock,
        requiredCluster);
  }

  /** The kernel's name, for messages. */
  @Override
  public String toString() {
    return name;
  }
}

package dev.ringkernel.ptx.pack;

import java.util.List;

/**
 * One {@code @GlobalKernel} method.
 *
 * @param method its Java name
 * @param function name of the KERNEL function in {@code kernel.ir}; its name in PTX is the
 *     emitter's spelling of it
 * @param parameters as declared; an array is passed as address and length, and a fault word's
 *     address follows the last
 * @param shared arrays declared with {@code @Shared}
 * @param threads threads of a block the kernel was compiled for, 0 for any
 */
public record KernelEntry(
    String method,
    String function,
    List<Parameter> parameters,
    List<SharedArray> shared,
    int threads) {
  public KernelEntry {
    parameters = List.copyOf(parameters);
    shared = List.copyOf(shared);
  }

  /**
   * One declared parameter.
   *
   * @param type text of a {@link WireType}; of the element for an array
   */
  public record Parameter(String name, String type, boolean array) {
    public Parameter {
      WireType.of(type);
    }
  }

  /**
   * One array in shared memory.
   *
   * @param type text of the element's {@link WireType}
   * @param count elements
   */
  public record SharedArray(String name, String type, int count) {
    public SharedArray {
      WireType.of(type);
    }

    /** Bytes it takes. */
    public int bytes() {
      return WireType.of(type).bytes() * count;
    }
  }
}

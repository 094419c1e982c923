package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.sim.SimGrid;
import java.util.List;
import java.util.Set;

/**
 * A launch whose effects are recorded: what its buffers hold behind it.
 *
 * @param name what it shows; unique
 * @param file the PTX file of its kernel, without {@code .ptx}
 * @param entry the kernel
 * @param grid the launch
 * @param arguments in the order of the parameters
 * @param rows the instructions that it is about, as their rows' syntax lines
 */
record EffectCase(
    String name,
    String file,
    String entry,
    SimGrid grid,
    List<Argument> arguments,
    Set<String> rows) {

  /**
   * An argument: the bytes of a parameter, or of a buffer whose address is the parameter.
   *
   * @param buffer whether the bytes are a buffer's, which the record is made of
   * @param bytes the value, or the buffer's contents before the launch
   */
  record Argument(boolean buffer, byte[] bytes) {}
}

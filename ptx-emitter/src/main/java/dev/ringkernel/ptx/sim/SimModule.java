package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxModule;
import java.util.List;

/** Code and variables on a device. Threads: any. */
public final class SimModule {
  private final SimDevice device;
  private final List<SimKernel> kernels;
  private final List<SimVariable> variables;

  private SimModule(SimDevice device, List<SimKernel> kernels, List<SimVariable> variables) {
    this.device = device;
    this.kernels = List.copyOf(kernels);
    this.variables = List.copyOf(variables);
  }

  static SimModule load(SimDevice device, PtxModule module) {
    for (PtxFunction f : module.functions()) {
      for (PtxLine line : f.body()) {
        if (line instanceof PtxLine.Instr i) {
          throw new SimException(
              Reason.INVALID_PTX,
              i.span() + ": the simulator does not execute '" + i.form() + "' yet.");
        }
      }
    }
    return new SimModule(device, List.of(), List.of());
  }

  /** The device that it is loaded on. */
  public SimDevice device() {
    return device;
  }

  /** Its entries, in the order of the text. */
  public List<SimKernel> kernels() {
    return kernels;
  }

  /** Its variables, in the order of the text. */
  public List<SimVariable> variables() {
    return variables;
  }

  /**
   * The entry of this name.
   *
   * @throws SimException where there is none
   */
  public SimKernel kernel(String name) {
    return kernels.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SimException(
                    Reason.NOT_FOUND,
                    "The module has no entry '"
                        + name
                        + "', only "
                        + kernels.stream().map(SimKernel::name).toList()
                        + "."));
  }

  /**
   * The variable of this name.
   *
   * @throws SimException where there is none
   */
  public SimVariable variable(String name) {
    return variables.stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SimException(
                    Reason.NOT_FOUND,
                    "The module has no variable '"
                        + name
                        + "', only "
                        + variables.stream().map(SimVariable::name).toList()
                        + "."));
  }

  /** Gives the variables' memory back: none of its kernels may run any more. Idempotent. */
  public void unload() {}
}

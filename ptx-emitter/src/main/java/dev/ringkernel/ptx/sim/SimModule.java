package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxDirective;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Code and variables on a device. Threads: any. */
public final class SimModule {
  private final Symbols symbols;
  private final List<SimKernel> kernels = new ArrayList<>();
  private final Map<String, SimCode> code = new HashMap<>();
  private volatile boolean unloaded;

  private SimModule(Symbols symbols) {
    this.symbols = symbols;
  }

  static SimModule load(SimDevice device, PtxModule module) {
    checkTarget(device.limits().target(), module.target());
    Problems problems = new Problems();
    Symbols symbols = Symbols.place(device, module);
    SimModule loaded = new SimModule(symbols);
    try {
      Map<String, Integer> kinds = new HashMap<>();
      SimOptions options = device.machine().options();
      SimTranslation translation =
          options.checks().isEmpty() ? options.translation() : SimTranslation.OFF;
      for (PtxFunction f : module.functions()) {
        if (f.kind() == PtxFunction.Kind.ENTRY && !f.isDeclaration()) {
          if (f.directive(PtxDirective.Kind.BLOCKSARECLUSTERS).isPresent()) {
            problems.add(f, "the simulator does not execute '.blocksareclusters' yet");
          }
          KernelDecoder decoder =
              new KernelDecoder(
                  module, symbols, f, options.stackBytes(), translation, kinds, problems);
          loaded.add(f, decoder.decode(), decoder.reached());
        }
      }
      problems.report();
      return loaded;
    } catch (RuntimeException e) {
      symbols.unload();
      throw e;
    }
  }

  private static void checkTarget(Target device, Target code) {
    boolean runs =
        switch (code.suffix()) {
          case NONE -> device.sm() >= code.sm();
          case F -> device.family() == code.family() && device.sm() >= code.sm();
          case A -> device.sm() == code.sm();
        };
    if (!runs) {
      throw new SimException(
          Reason.INVALID_PTX,
          "Code for " + code + " does not run on a device of " + device + "; compile it for that.");
    }
  }

  private void add(PtxFunction f, SimCode decoded, List<PtxFunction> reached) {
    code.put(f.name(), decoded);
    kernels.add(
        new SimKernel(
            this,
            f.name(),
            KernelDecoder.params(f),
            decoded.sharedBytes(),
            decoded.localBytes(),
            registers(f, reached),
            (int) Math.min(SimLimits.THREADS_PER_BLOCK, maxThreads(f)),
            dimensions(f, PtxDirective.Kind.REQNTID),
            dimensions(f, PtxDirective.Kind.REQNCTAPERCLUSTER)));
  }

  private static long maxThreads(PtxFunction f) {
    return f.directive(PtxDirective.Kind.REQNTID)
        .or(() -> f.directive(PtxDirective.Kind.MAXNTID))
        .map(PtxDirective::product)
        .orElse((long) SimLimits.THREADS_PER_BLOCK);
  }

  private static @Nullable Dim3 dimensions(PtxFunction f, PtxDirective.Kind kind) {
    return f.directive(kind)
        .map(
            d -> {
              List<Integer> v = d.values();
              return new Dim3(v.get(0), v.size() > 1 ? v.get(1) : 1, v.size() > 2 ? v.get(2) : 1);
            })
        .orElse(null);
  }

  /**
   * What lives at once, what addresses and the calling convention take, as the hardware gives it.
   */
  private static int registers(PtxFunction f, List<PtxFunction> reached) {
    int most = 0;
    for (PtxFunction each : reached) {
      most = Math.max(most, Pressure.of(each));
    }
    int estimate = Occupancy.roundUp(most + 8, 8);
    long limit =
        f.directive(PtxDirective.Kind.MAXNREG)
            .map(PtxDirective::product)
            .orElse((long) SimLimits.REGISTERS_PER_THREAD);
    return (int) Math.min(Math.max(estimate, 16), limit);
  }

  /** What a kernel of this module executes. */
  SimCode code(SimKernel kernel) {
    SimCode known = code.get(kernel.name());
    if (known == null) {
      throw new IllegalStateException("no code of " + kernel);
    }
    return known;
  }

  /** The device that it is loaded on. */
  public SimDevice device() {
    return symbols.device();
  }

  /** Its entries, in the order of the text. */
  public List<SimKernel> kernels() {
    return List.copyOf(kernels);
  }

  /** Its variables, in the order of the text. */
  public List<SimVariable> variables() {
    return symbols.listed();
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
    return variables().stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SimException(
                    Reason.NOT_FOUND,
                    "The module has no variable '"
                        + name
                        + "', only "
                        + variables().stream().map(SimVariable::name).toList()
                        + "."));
  }

  /** Gives the variables' memory back: none of its kernels may run any more. Idempotent. */
  public void unload() {
    unloaded = true;
    symbols.unload();
  }

  void checkLoaded() {
    if (unloaded) {
      throw new SimException(Reason.CLOSED, "The module was unloaded; load it again.");
    }
  }
}

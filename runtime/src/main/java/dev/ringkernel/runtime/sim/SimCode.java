package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.ptx.text.PtxSyntaxException;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A loaded module. */
final class SimCode implements GpuModule, SimContext.Held {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private final SimContext context;
  private final SimModule module;
  private final int architecture;
  private final int maxRegisters;
  private volatile boolean closed;

  private SimCode(SimContext context, SimModule module, int architecture, int maxRegisters) {
    this.context = context;
    this.module = module;
    this.architecture = architecture;
    this.maxRegisters = maxRegisters;
    context.hold(this);
  }

  /** Reads and loads PTX text, once no kernel runs. */
  static SimCode load(SimContext context, byte[] image, LoadOptions options) {
    context.enter();
    var text = read("Gpu.load", image);
    context.awaitWork(
        "Gpu.load", "Load all code before the resident kernel starts, or park the system.");
    var module = place("Gpu.load", context, text);
    return new SimCode(context, module, text.target().sm(), options.maxRegisters());
  }

  /** Returns the text as it is, once it was read and decoded without a complaint. */
  static byte[] assemble(SimContext context, byte[] ptx) {
    context.enter();
    place("Gpu.assemble", context, read("Gpu.assemble", ptx)).unload();
    return ptx.clone();
  }

  private static PtxModule read(String call, byte[] image) {
    if (image.length >= ELF.length && Arrays.equals(image, 0, ELF.length, ELF, 0, ELF.length)) {
      throw SimResult.CUDA_ERROR_INVALID_IMAGE.failure(
          call, "The code is a cubin of " + image.length + " bytes", null);
    }
    int length = image.length;
    while (length > 0 && image[length - 1] == 0) {
      length--; // PTX for the driver may end with a NUL
    }
    try {
      return PtxReader.read("ptx", new String(image, 0, length, StandardCharsets.UTF_8));
    } catch (PtxSyntaxException e) {
      var log =
          e.diagnostics().stream()
              .map(d -> "line " + d.line() + ", column " + d.column() + ": " + d.message())
              .collect(Collectors.joining("\n"));
      throw SimResult.CUDA_ERROR_INVALID_PTX.failure(call, log, e);
    }
  }

  private static SimModule place(String call, SimContext context, PtxModule text) {
    try {
      return context.device().load(text);
    } catch (SimException e) {
      throw SimResult.refused(call, e, "");
    }
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The module was closed.");
    }
  }

  /** Returns the architecture that the text names. */
  int architecture() {
    return architecture;
  }

  @Override
  public GpuFunction function(String name) {
    checkOpen();
    context.awaitWork(
        "GpuModule.function", "Look all entries up before the resident kernel starts.");
    SimKernel kernel =
        context.ask("GpuModule.function", "entry " + name, () -> module.kernel(name));
    return new SimEntry(context, this, limited(kernel));
  }

  /** Returns the kernel with no more registers than the options allow. */
  private SimKernel limited(SimKernel kernel) {
    return maxRegisters == 0 || kernel.registers() <= maxRegisters
        ? kernel
        : kernel.withRegisters(maxRegisters);
  }

  @Override
  public GlobalVariable global(String name) {
    checkOpen();
    var variable = context.ask("GpuModule.global", "variable " + name, () -> module.variable(name));
    return new GlobalVariable(variable.address(), variable.bytes());
  }

  @Override
  public String log() {
    return "";
  }

  @Override
  public void close() {
    if (!closed) {
      if (context.holds(this)) {
        context.awaitWork("GpuModule.close", "Unload code after the resident kernel has ended.");
      }
      closed = true;
      context.giveBack(this);
    }
  }

  @Override
  public void release() {
    module.unload();
  }
}

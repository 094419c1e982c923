package dev.ringkernel.runtime;

import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.EmitResult;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.Targets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PTX of the data-parallel kernels of a class, and the sources that its fault words index.
 *
 * @param ptx of all kernels of a class
 */
record KernelText(String ptx, List<String> sources) {
  /**
   * The packed PTX for a device, or where none fits, PTX made from the packed IR. An actor's packed
   * PTX is a whole resident system, which is not loaded for the sake of a kernel beside it.
   *
   * @throws PackageException if the code asks for what the device lacks
   */
  static KernelText of(KernelPackage pack, int computeCapability) {
    Manifest manifest = pack.manifest();
    if (manifest.minComputeCapability() > computeCapability) {
      throw new PackageException(
          manifest.className(),
          "needs compute capability "
              + manifest.minComputeCapability() / 10.0
              + ", and the device has "
              + computeCapability / 10.0,
          "Use a newer GPU, or backend cpu");
    }
    if (!manifest.isActor()) {
      @Nullable String best =
          Targets.best(computeCapability, List.copyOf(pack.ptx().keySet())).orElse(null);
      if (best != null) {
        return new KernelText(Objects.requireNonNull(pack.ptx().get(best)), manifest.sources());
      }
    }
    Module whole = pack.module();
    List<Function> needed =
        whole.functions().stream().filter(f -> f.kind() != Function.Kind.HANDLER).toList();
    Module lowered =
        new PassRunner().run(PassTable.KERNEL, new Module(whole.name(), whole.sources(), needed));
    EmitResult emitted =
        PtxEmitter.emit(lowered, Target.parse("sm_" + computeCapability), EmitOptions.DEFAULT);
    if (!emitted.violations().isEmpty()) {
      throw new PackageException(
          manifest.className(),
          "does not run on this device: " + emitted.violations().getFirst(),
          "Use backend cpu, or a newer GPU");
    }
    return new KernelText(emitted.text(), lowered.sources());
  }
}

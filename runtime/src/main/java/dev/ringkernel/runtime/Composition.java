package dev.ringkernel.runtime;

import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.link.Linker;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.EmitResult;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.RuntimePackage;
import dev.ringkernel.ptx.pack.Targets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The code of one program: the packed PTX of a single class, or what linking the classes' IR gives.
 *
 * @param ptx its text
 * @param entry the kernel's name in it
 * @param packed whether it came from a package as it is
 */
record Composition(String ptx, String entry, boolean packed) {

  /** Makes the code for a device of this compute capability. */
  static Composition of(Backend.Program program, int computeCapability) {
    RuntimePackage runtime = RuntimePackage.load(Composition.class);
    List<KernelPackage> packs = program.behaviours().stream().map(Behaviour::pack).toList();
    for (KernelPackage pack : packs) {
      check(pack.manifest(), runtime, computeCapability);
    }
    if (packs.size() == 1) {
      Manifest only = packs.getFirst().manifest();
      Optional<String> target =
          Targets.best(computeCapability, List.copyOf(packs.getFirst().ptx().keySet()));
      if (target.isPresent() && only.runtimeDigest().equals(runtime.manifest().irDigest())) {
        return new Composition(
            Objects.requireNonNull(packs.getFirst().ptx().get(target.get())), Linker.MAIN, true);
      }
    }
    Module linked =
        Linker.link(
            IrParser.parseModule(runtime.ir()),
            packs.stream().map(p -> IrParser.parseModule(p.ir())).toList(),
            program.ids().plan(packs.stream().map(KernelPackage::manifest).toList()));
    EmitResult emitted =
        PtxEmitter.emit(linked, Target.parse("sm_" + computeCapability), EmitOptions.DEFAULT);
    if (!emitted.violations().isEmpty()) {
      throw new PackageException(
          packs.stream().map(p -> p.manifest().className()).collect(Collectors.joining(", ")),
          emitted.violations().stream().map(Object::toString).collect(Collectors.joining("; ")),
          "Use a device that has it, or leave the class out of this system");
    }
    return new Composition(emitted.text(), Linker.MAIN, false);
  }

  private static void check(Manifest manifest, RuntimePackage runtime, int computeCapability) {
    if (!manifest.runtimeAbi().equals(runtime.manifest().abi())) {
      throw new PackageException(
          manifest.className(),
          "was compiled for a device runtime with ABI "
              + manifest.runtimeAbi()
              + ", and this one has "
              + runtime.manifest().abi(),
          "Use the ringkernel-runtime it was compiled with, or compile it again");
    }
    if (manifest.minComputeCapability() > computeCapability) {
      throw new PackageException(
          manifest.className(),
          "needs compute capability "
              + manifest.minComputeCapability() / 10.0
              + ", and the device has "
              + computeCapability / 10.0,
          "Use a newer device, or the cpu backend");
    }
  }

  /**
   * The sources that fault words of a linked program index: the runtime's, then each class's, each
   * once.
   */
  static List<String> sources(Backend.Program program) {
    Set<String> sources =
        new LinkedHashSet<>(RuntimePackage.load(Composition.class).manifest().sources());
    program.behaviours().forEach(b -> sources.addAll(b.pack().manifest().sources()));
    return List.copyOf(sources);
  }
}

package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.ptx.pack.ClassDigest;
import dev.ringkernel.ptx.pack.ClassEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One class, compiled; a package but for the digests of class files, which exist only after javac.
 *
 * @param manifest whole but for its {@code classes}
 * @param inlined binary names of the classes whose code is in the kernel, the class itself first
 * @param ir text of {@code kernel.ir}
 * @param ptx text by target, in the order asked for
 * @param path unit path of the file that declares the class
 */
public record CompiledClass(
    Manifest manifest, List<String> inlined, String ir, Map<String, String> ptx, String path) {
  public CompiledClass {
    inlined = List.copyOf(inlined);
    ptx = Collections.unmodifiableMap(new LinkedHashMap<>(ptx));
  }

  /** Class files by binary name. */
  @FunctionalInterface
  public interface ClassFiles {
    /** The class file; null where there is none. */
    byte @Nullable [] find(String binaryName);
  }

  /** A class's binary name. */
  public String name() {
    return manifest.className();
  }

  /** Inlined classes for which {@code files} has nothing. */
  public List<String> missing(ClassFiles files) {
    return inlined.stream().filter(name -> files.find(name) == null).toList();
  }

  /** The package, with the digests of the class files; none may be missing. */
  public KernelPackage pack(ClassFiles files) {
    List<ClassEntry> classes = new ArrayList<>();
    for (String name : inlined) {
      byte[] file = files.find(name);
      if (file == null) {
        throw new IllegalStateException("no class file of " + name + ", inlined into " + name());
      }
      classes.add(new ClassEntry(name, ClassDigest.of(file)));
    }
    Manifest m = manifest;
    Manifest whole =
        new Manifest(
            m.className(),
            m.id(),
            m.compiler(),
            m.runtimeAbi(),
            m.runtimeDigest(),
            m.irDigest(),
            m.minComputeCapability(),
            m.targets(),
            m.state(),
            m.messages(),
            m.handlers(),
            m.kernels(),
            m.sources(),
            classes);
    return new KernelPackage(whole, ir, ptx);
  }
}

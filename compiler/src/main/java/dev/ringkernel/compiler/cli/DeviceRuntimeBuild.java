package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.compiler.pipeline.DeviceRuntime;
import dev.ringkernel.compiler.pipeline.PackageFolder;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.ManifestJson;
import dev.ringkernel.ptx.pack.RuntimePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code compile --device-runtime}: a step of the runtime's own build. */
final class DeviceRuntimeBuild {
  private final InputFiles files;
  private final SourceOptions options;
  private final Build build;

  DeviceRuntimeBuild(InputFiles files, SourceOptions options, Build build) {
    this.files = files;
    this.options = options;
    this.build = build;
  }

  /** Compiles and writes under {@code folder}; problems end the command. */
  void write(Path folder) {
    Map<String, byte[]> classes = build.check();
    TypeIndex.Builder index = TypeIndex.builder().sources(files.units()).sourceFinder(files::find);
    options.added().forEach(index::classPath);
    DeviceRuntime.Compiled compiled;
    try (TypeIndex types = index.build()) {
      compiled = DeviceRuntime.compile(types, files.units());
    }
    build.report(compiled.diagnostics());
    if (compiled.module().functions().isEmpty()) {
      throw new CommandException(Exit.INPUT, "no method is annotated with @Export");
    }
    RuntimePackage pack = DeviceRuntime.pack(compiled, name -> build.classFile(classes, name));
    Map<String, byte[]> written = new LinkedHashMap<>();
    written.put(
        RuntimePackage.FOLDER + KernelPackage.MANIFEST,
        PackageFolder.bytes(ManifestJson.write(pack.manifest())));
    written.put(RuntimePackage.FOLDER + KernelPackage.IR, PackageFolder.bytes(pack.ir()));
    try {
      new PackageFolder(folder).write(written);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
  }
}

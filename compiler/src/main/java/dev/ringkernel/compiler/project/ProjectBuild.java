package dev.ringkernel.compiler.project;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.SourceRange;
import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.compiler.pipeline.Compilation;
import dev.ringkernel.compiler.pipeline.CompileRequest;
import dev.ringkernel.compiler.pipeline.CompiledClass;
import dev.ringkernel.compiler.pipeline.CompilerVersion;
import dev.ringkernel.compiler.pipeline.LoadedRuntime;
import dev.ringkernel.compiler.pipeline.PackageFolder;
import dev.ringkernel.compiler.pipeline.Pipeline;
import dev.ringkernel.compiler.pipeline.UnitPath;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.ClassDigest;
import dev.ringkernel.ptx.pack.ClassEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.LayoutDigest;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.ManifestJson;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.RuntimePackage;
import dev.ringkernel.ptx.pack.TargetEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Packs the kernels of one project. */
public final class ProjectBuild {
  /** A file without one of these words has no kernels; saves parsing the others. */
  private static final List<String> WORDS = List.of("RingKernel", "GlobalKernel");

  private final ProjectRequest request;
  private final Map<String, Path> paths = new LinkedHashMap<>();

  private ProjectBuild(ProjectRequest request) {
    this.request = request;
  }

  /** Packs what is not packed yet. */
  public static ProjectResult run(ProjectRequest request) throws IOException {
    return new ProjectBuild(request).run();
  }

  private ProjectResult run() throws IOException {
    RuntimePackage runtime;
    try {
      runtime = runtime();
    } catch (PackageException e) {
      return failed(List.of(e.getMessage()));
    }
    List<String> current = new ArrayList<>();
    List<SourceUnit> units = new ArrayList<>();
    List<SourceUnit> candidates = candidates();
    removeLeftOvers(candidates);
    for (SourceUnit unit : candidates) {
      List<Manifest> packed = packed(unit);
      if (!packed.isEmpty() && packed.stream().allMatch(m -> isCurrent(m, runtime))) {
        packed.forEach(m -> current.add(m.className()));
      } else {
        units.add(unit);
      }
    }
    return units.isEmpty() ? idle(current) : compile(units, current, runtime);
  }

  private static ProjectResult idle(List<String> current) {
    ProjectResult.Outcome outcome =
        current.isEmpty() ? ProjectResult.Outcome.NOTHING : ProjectResult.Outcome.CURRENT;
    return new ProjectResult(outcome, List.of(), current, List.of());
  }

  private static ProjectResult failed(List<String> problems) {
    return new ProjectResult(ProjectResult.Outcome.FAILED, List.of(), List.of(), problems);
  }

  private ProjectResult compile(
      List<SourceUnit> units, List<String> current, @Nullable RuntimePackage runtime)
      throws IOException {
    TypeIndex.Builder builder = TypeIndex.builder().sources(units).sourceFinder(this::source);
    builder.classPath(request.classes());
    request.classPath().forEach(builder::classPath);
    Compilation compilation;
    try (TypeIndex index = builder.build()) {
      compilation =
          Pipeline.compile(
              new CompileRequest(
                  index, units, LoadedRuntime.ofNullable(runtime), request.targets()));
    }
    List<String> problems = new ArrayList<>();
    for (Diagnostic d : compilation.diagnostics()) {
      problems.add(render(d));
    }
    for (CompiledClass c : compilation.classes()) {
      List<String> missing = c.missing(this::classFile);
      if (!missing.isEmpty()) {
        problems.add(
            "kernel of "
                + c.name()
                + ": there is no class file of "
                + String.join(", ", missing)
                + " in "
                + request.classes()
                + "; compile the Java sources first");
      }
    }
    if (!problems.isEmpty()) {
      return failed(problems);
    }
    List<String> written = new ArrayList<>();
    PackageFolder folder = new PackageFolder(request.classes());
    List<String> made = compilation.classes().stream().map(CompiledClass::name).toList();
    for (SourceUnit unit : units) {
      for (Manifest old : packed(unit)) {
        if (!made.contains(old.className())) {
          folder.remove(old.className());
        }
      }
    }
    for (CompiledClass c : compilation.classes()) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      c.pack(this::classFile)
          .files()
          .forEach((name, text) -> files.put(name, PackageFolder.bytes(text)));
      folder.write(files);
      written.add(c.name());
    }
    return written.isEmpty()
        ? idle(current)
        : new ProjectResult(ProjectResult.Outcome.WRITTEN, written, current, List.of());
  }

  private String render(Diagnostic d) throws IOException {
    SourceRange r = d.range();
    Path path = paths.get(r.path());
    if (path == null) {
      return d.render("").stripTrailing();
    }
    SourceRange shown =
        new SourceRange(path.toString(), r.start(), r.length(), r.line(), r.column());
    return new Diagnostic(d.code(), shown, d.args()).render(Files.readString(path)).stripTrailing();
  }

  /** Files that may have kernels, by root and name. */
  private List<SourceUnit> candidates() throws IOException {
    List<SourceUnit> units = new ArrayList<>();
    for (Path root : request.sourceRoots()) {
      if (!Files.isDirectory(root)) {
        continue;
      }
      List<Path> files;
      try (Stream<Path> all = Files.walk(root)) {
        files = all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      }
      for (Path file : files) {
        String text = Files.readString(file);
        if (WORDS.stream().anyMatch(text::contains)) {
          String path = UnitPath.of(file.getFileName().toString(), text);
          if (paths.putIfAbsent(path, file) == null) {
            units.add(new SourceUnit(path, text));
          }
        }
      }
    }
    return units;
  }

  private Optional<SourceUnit> source(String binaryName) {
    String path = binaryName.replace('.', '/') + ".java";
    for (Path root : request.sourceRoots()) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        paths.putIfAbsent(path, file);
        try {
          return Optional.of(new SourceUnit(path, Files.readString(file)));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(file + " cannot be read", e);
        }
      }
    }
    return Optional.empty();
  }

  /** Removes packages whose class is gone, or whose source has no kernels any more. */
  private void removeLeftOvers(List<SourceUnit> candidates) throws IOException {
    Path root = request.classes().resolve(KernelPackage.ROOT);
    if (!Files.isDirectory(root)) {
      return;
    }
    List<String> names;
    try (Stream<Path> all = Files.list(root)) {
      names = all.map(p -> p.getFileName().toString()).sorted().toList();
    }
    for (String name : names) {
      if (root.resolve(name).equals(request.classes().resolve(RuntimePackage.FOLDER))) {
        continue;
      }
      int nested = name.indexOf('$');
      String top = nested < 0 ? name : name.substring(0, nested);
      String path = top.replace('.', '/') + ".java";
      boolean classIsGone = read(request.classes(), name.replace('.', '/') + ".class") == null;
      boolean candidate = candidates.stream().anyMatch(u -> u.path().equals(path));
      if (classIsGone || (!candidate && source(top).isPresent())) {
        new PackageFolder(request.classes()).remove(name);
      }
    }
  }

  /**
   * Manifests in the output that were made from a file, by its class and the classes nested in it.
   */
  private List<Manifest> packed(SourceUnit unit) throws IOException {
    String top =
        unit.path().substring(0, unit.path().length() - ".java".length()).replace('/', '.');
    Path folder = request.classes().resolve(KernelPackage.ROOT);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found;
    try (Stream<Path> all = Files.list(folder)) {
      found =
          all.filter(
                  p -> {
                    String name = p.getFileName().toString();
                    return name.equals(top) || name.startsWith(top + "$");
                  })
              .sorted()
              .toList();
    }
    List<Manifest> manifests = new ArrayList<>();
    for (Path p : found) {
      Path file = p.resolve(KernelPackage.MANIFEST);
      try {
        manifests.add(ManifestJson.read(file.toString(), Files.readString(file)));
      } catch (PackageException damaged) {
        // Compiled anew, like one that is not there.
        return List.of();
      }
    }
    return manifests;
  }

  private boolean isCurrent(Manifest m, @Nullable RuntimePackage runtime) {
    List<String> targets = m.targets().stream().map(TargetEntry::target).toList();
    boolean sameRuntime =
        !m.isActor()
            || (runtime != null && runtime.manifest().irDigest().equals(m.runtimeDigest()));
    return m.compiler().equals(CompilerVersion.TEXT)
        && sameRuntime
        && targets.equals(request.targets().stream().map(Target::toString).toList())
        && m.classes().stream().allMatch(this::isCurrent)
        && filesAreWhole(m);
  }

  private boolean isCurrent(ClassEntry entry) {
    byte[] file = classFile(entry.name());
    return file != null && ClassDigest.of(file).equals(entry.digest());
  }

  private boolean filesAreWhole(Manifest m) {
    String folder = KernelPackage.folder(m.className());
    return hasDigest(folder + KernelPackage.IR, m.irDigest())
        && m.targets().stream().allMatch(t -> hasDigest(folder + t.target() + ".ptx", t.digest()));
  }

  private boolean hasDigest(String resource, String digest) {
    byte[] bytes = read(request.classes(), resource);
    return bytes != null && LayoutDigest.ofBytes(bytes).equals(digest);
  }

  private byte @Nullable [] classFile(String binaryName) {
    return resource(binaryName.replace('.', '/') + ".class");
  }

  private @Nullable RuntimePackage runtime() {
    byte[] manifest = resource(RuntimePackage.FOLDER + KernelPackage.MANIFEST);
    byte[] ir = resource(RuntimePackage.FOLDER + KernelPackage.IR);
    return manifest == null || ir == null
        ? null
        : RuntimePackage.of(
            "",
            new String(manifest, StandardCharsets.UTF_8),
            new String(ir, StandardCharsets.UTF_8));
  }

  /** From the project, its class path, then the compiler's own jars, which hold the device API. */
  private byte @Nullable [] resource(String name) {
    byte[] own = read(request.classes(), name);
    if (own != null) {
      return own;
    }
    for (Path entry : request.classPath()) {
      byte[] found = read(entry, name);
      if (found != null) {
        return found;
      }
    }
    try (InputStream in = RingContext.class.getResourceAsStream("/" + name)) {
      return in == null || !name.endsWith(".class") ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static byte @Nullable [] read(Path entry, String name) {
    try {
      if (Files.isDirectory(entry)) {
        Path file = entry.resolve(name);
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
      }
      if (!Files.isRegularFile(entry)) {
        return null;
      }
      try (ZipFile jar = new ZipFile(entry.toFile())) {
        ZipEntry found = jar.getEntry(name);
        if (found == null) {
          return null;
        }
        try (InputStream in = jar.getInputStream(found)) {
          return in.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(name + " in " + entry + " cannot be read", e);
    }
  }
}

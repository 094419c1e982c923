package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.SourceRange;
import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.compiler.javac.JavaCheck;
import dev.ringkernel.compiler.javac.JavaProblem;
import dev.ringkernel.compiler.pipeline.Compilation;
import dev.ringkernel.compiler.pipeline.CompileRequest;
import dev.ringkernel.compiler.pipeline.CompiledClass;
import dev.ringkernel.compiler.pipeline.LoadedRuntime;
import dev.ringkernel.compiler.pipeline.Pipeline;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.RuntimePackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One compilation of the command line: javac's checks on a second thread while ours runs, since
 * both start cold; the device runtime is read on a third. javac has the first word: if it finds an
 * error, nothing else is shown, and whatever ours made of such sources is dropped.
 */
final class Build {
  private final InputFiles files;
  private final SourceOptions options;
  private final PrintWriter err;
  private final Progress progress;

  Build(InputFiles files, SourceOptions options, PrintWriter err) {
    this.files = files;
    this.options = options;
    this.err = err;
    this.progress = new Progress(err, System::nanoTime);
  }

  /**
   * What a build gave.
   *
   * @param javaClasses class files by binary name
   * @param classes compiled classes with their packages
   */
  record Outcome(Map<String, byte[]> javaClasses, List<Packed> classes, Compilation compilation) {}

  /** A class and its package. */
  record Packed(CompiledClass compiled, KernelPackage files) {}

  /** Compiles; prints problems and ends the command when there are errors. */
  Outcome run(List<Target> targets, Set<String> dumps) {
    FutureTask<JavaCheck.Result> check = beside("javac", this::java);
    FutureTask<@Nullable RuntimePackage> runtime = beside("runtime", this::runtime);
    Compilation compilation = null;
    RuntimeException failure = null;
    try {
      compilation = compile(targets, dumps, runtime);
    } catch (RuntimeException e) {
      failure = e;
    }
    JavaCheck.Result java = await("javac", check);
    report(java);
    if (failure != null) {
      throw failure;
    }
    if (compilation == null) {
      throw new IllegalStateException("a compilation gave neither a result nor a failure");
    }
    report(compilation.diagnostics());
    return new Outcome(java.classes(), pack(compilation, java.classes()), compilation);
  }

  /**
   * Runs javac alone; prints its problems, and ends the command when there are errors. Returns
   * class files by binary name.
   */
  Map<String, byte[]> check() {
    JavaCheck.Result java = java();
    report(java);
    return java.classes();
  }

  private JavaCheck.Result java() {
    return JavaCheck.run(new JavaCheck.Request(files.files(), files.roots(), options.all()));
  }

  /** What does not need the front end runs beside it: a start is all cold code. */
  private static <T extends @Nullable Object> FutureTask<T> beside(String what, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, what);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private Compilation compile(
      List<Target> targets, Set<String> dumps, Future<@Nullable RuntimePackage> runtime) {
    TypeIndex.Builder index = TypeIndex.builder().sources(files.units()).sourceFinder(files::find);
    options.added().forEach(index::classPath);
    try (TypeIndex types = index.build()) {
      return Pipeline.compile(
          new CompileRequest(
              types,
              files.units(),
              LoadedRuntime.ofNullable(await("the device runtime", runtime)),
              targets,
              dumps,
              progress::step,
              DiskCache.ofUser()));
    }
  }

  private static <T extends @Nullable Object> T await(String what, Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(what + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(Exit.INTERRUPTED, "interrupted");
    }
  }

  private void report(JavaCheck.Result java) {
    int errors = 0;
    for (JavaProblem problem : java.problems()) {
      err.print(problem.render());
      errors += problem.error() ? 1 : 0;
    }
    if (!java.ok()) {
      throw new CommandException(Exit.INPUT, count(errors));
    }
  }

  /** Prints our problems, and ends the command when there are any. */
  void report(List<Diagnostic> diagnostics) {
    Map<String, String> texts = new HashMap<>();
    for (Diagnostic d : diagnostics) {
      SourceRange r = d.range();
      String text =
          texts.computeIfAbsent(
              r.path(),
              p -> {
                String found = files.textOf(p);
                return found == null ? "" : found;
              });
      SourceRange shown =
          new SourceRange(files.shown(r.path()), r.start(), r.length(), r.line(), r.column());
      err.print(new Diagnostic(d.code(), shown, d.args()).render(text));
    }
    if (!diagnostics.isEmpty()) {
      throw new CommandException(Exit.INPUT, count(diagnostics.size()));
    }
  }

  private static String count(int errors) {
    return errors == 1 ? "1 error" : errors + " errors";
  }

  private List<Packed> pack(Compilation compilation, Map<String, byte[]> classes) {
    CompiledClass.ClassFiles found = name -> classFile(classes, name);
    List<Packed> packed = new ArrayList<>();
    for (CompiledClass c : compilation.classes()) {
      packed.add(new Packed(c, c.pack(found)));
    }
    return packed;
  }

  /**
   * The class file that javac made now, else the one on the class path; null where there is
   * neither.
   */
  byte @Nullable [] classFile(Map<String, byte[]> classes, String name) {
    byte[] own = classes.get(name);
    return own != null ? own : resource(name.replace('.', '/') + ".class");
  }

  /** The device runtime as the class path has it: the user's entries first. */
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

  private byte @Nullable [] resource(String name) {
    try {
      for (Path entry : options.added()) {
        byte[] found = resource(entry, name);
        if (found != null) {
          return found;
        }
      }
      try (InputStream in = Build.class.getResourceAsStream("/" + name)) {
        return in == null ? null : in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static byte @Nullable [] resource(Path entry, String name) throws IOException {
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
  }
}

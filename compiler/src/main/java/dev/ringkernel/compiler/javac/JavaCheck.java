package dev.ringkernel.compiler.javac;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One run of javac over some files, its class files kept in memory. */
public final class JavaCheck {
  private JavaCheck() {}

  /**
   * What javac is to do.
   *
   * @param files source files, each with the name shown for it in problems
   * @param sourceRoots where further sources are looked for
   * @param classPath jars and folders
   */
  public record Request(Map<Path, String> files, List<Path> sourceRoots, List<Path> classPath) {
    public Request {
      sourceRoots = List.copyOf(sourceRoots);
      classPath = List.copyOf(classPath);
    }
  }

  /**
   * What javac did.
   *
   * @param problems errors and warnings in the order reported
   * @param classes class files by binary name, empty after errors
   */
  public record Result(boolean ok, List<JavaProblem> problems, Map<String, byte[]> classes) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Whether this JVM has a compiler: it is a JDK or an image with {@code jdk.compiler}. */
  public static boolean available() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /** Checks and compiles. No annotation processor runs; debug information is whole. */
  public static Result run(Request request) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this JVM has no compiler (module jdk.compiler)");
    }
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    JavaSources sources = new JavaSources();
    request.files().forEach(sources::show);
    try (StandardJavaFileManager standard =
            compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8);
        InMemory files = new InMemory(standard)) {
      boolean ok =
          compiler
              .getTask(
                  null,
                  files,
                  collector,
                  options(request),
                  null,
                  standard.getJavaFileObjectsFromPaths(request.files().keySet()))
              .call();
      List<JavaProblem> problems = new ArrayList<>();
      collector.getDiagnostics().forEach(d -> problems.add(JavaProblem.of(d, sources)));
      return new Result(ok, problems, ok ? files.classes() : Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("javac's files cannot be closed", e);
    }
  }

  private static List<String> options(Request request) {
    // The annotations' jar holds sources too; without a source path javac would look for some
    // there.
    return List.of(
        "-proc:none",
        "-g",
        "-Xlint:none",
        "-implicit:class",
        "--class-path",
        joined(request.classPath()),
        "--source-path",
        joined(request.sourceRoots()));
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    /**
     * Sources are checked as one unnamed module: a module's descriptor would ask for a module path
     * that nobody has given.
     */
    @Override
    public @Nullable JavaFileObject getJavaFileForInput(
        Location location, String className, JavaFileObject.Kind kind) throws IOException {
      return className.equals("module-info") && location == StandardLocation.SOURCE_PATH
          ? null
          : super.getJavaFileForInput(location, className, kind);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri =
          URI.create(
              "memory:///" + className.replace('.', '/').replace("$", "%24") + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          written.put(className, out);
          return out;
        }
      };
    }
  }
}

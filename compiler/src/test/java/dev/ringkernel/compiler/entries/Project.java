package dev.ringkernel.compiler.entries;

import dev.ringkernel.compiler.cli.Main;
import dev.ringkernel.compiler.project.ProjectBuild;
import dev.ringkernel.compiler.project.ProjectRequest;
import dev.ringkernel.compiler.project.ProjectResult;
import dev.ringkernel.ptx.isa.Target;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Sources in a folder, to be compiled through each entry. */
final class Project {
  private final Path folder;

  Project(Path folder) {
    this.folder = folder;
  }

  Path sources() {
    return folder.resolve("src");
  }

  Path output(String name) {
    return folder.resolve(name);
  }

  Project file(String path, String text) throws IOException {
    Path file = sources().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(sources())) {
      return all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** What javac said. */
  record Javac(boolean ok, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    String text() {
      StringBuilder text = new StringBuilder();
      diagnostics.forEach(d -> text.append(d.getMessage(Locale.ROOT)).append('\n'));
      return text.toString();
    }
  }

  Javac javac(Path output, String... options) throws IOException {
    Files.createDirectories(output);
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager =
        compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(List.of("-d", output.toString(), "-sourcepath", ""));
      if (!Arrays.asList(options).contains("-p")) {
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
      }
      all.addAll(List.of(options));
      boolean ok =
          compiler
              .getTask(
                  null, manager, collector, all, null, manager.getJavaFileObjectsFromPaths(files()))
              .call();
      return new Javac(ok, collector.getDiagnostics());
    }
  }

  Javac processor(Path output, String... options) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("-processorpath", System.getProperty("java.class.path")));
    all.addAll(List.of(options));
    return javac(output, all.toArray(String[]::new));
  }

  ProjectResult build(Path classes, String... targets) throws IOException {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return ProjectBuild.run(
        new ProjectRequest(
            List.of(sources()),
            classes,
            classPath,
            Arrays.stream(targets).map(Target::parse).toList()));
  }

  /** What the command line said. */
  record Cli(int exit, String out, String err) {}

  static Cli cli(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.run(args, new PrintWriter(out), new PrintWriter(err, true));
    return new Cli(exit, out.toString(), err.toString());
  }

  /** The files under {@code META-INF}, by path below the folder. */
  static Map<String, String> packed(Path output) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path meta = output.resolve("META-INF");
    if (!Files.isDirectory(meta)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(meta)) {
      for (Path f : all.filter(Files::isRegularFile).toList()) {
        files.put(output.relativize(f).toString(), Files.readString(f));
      }
    }
    return files;
  }
}

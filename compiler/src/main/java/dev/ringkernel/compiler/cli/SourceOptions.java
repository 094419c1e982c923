package dev.ringkernel.compiler.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that {@code compile} and {@code run} share. */
final class SourceOptions {
  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATH",
      description =
          "Jars and folders that the sources are compiled against, beside RingKernel's own.")
  private String classPath = "";

  /** What the user added. */
  List<Path> added() {
    return split(classPath);
  }

  /** What the user added, then RingKernel's own jars. */
  List<Path> all() {
    Set<Path> paths = new LinkedHashSet<>(added());
    paths.addAll(split(System.getProperty("java.class.path", "")));
    paths.addAll(split(System.getProperty("jdk.module.path", "")));
    return List.copyOf(paths);
  }

  private static List<Path> split(String text) {
    List<Path> paths = new ArrayList<>();
    for (String part : text.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!part.isEmpty()) {
        paths.add(Path.of(part));
      }
    }
    return paths;
  }
}

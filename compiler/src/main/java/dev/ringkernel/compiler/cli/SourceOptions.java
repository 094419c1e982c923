package dev.ringkernel.compiler.cli;

import java.io.File;
import java.net.URL;
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

  /** A class of each jar that a program is written against. */
  private static final List<String> OWN =
      List.of(
          "dev/ringkernel/api/RingContext.class",
          "dev/ringkernel/runtime/ActorSystem.class",
          "org/jspecify/annotations/Nullable.class");

  /** What the user added. */
  List<Path> added() {
    return split(classPath);
  }

  /**
   * What the user added, then RingKernel's own jars that a program is written against; javac opens
   * every one it is given.
   */
  List<Path> all() {
    Set<Path> paths = new LinkedHashSet<>(added());
    List<Path> own = split(System.getProperty("java.class.path", ""));
    for (String name : OWN) {
      URL url = SourceOptions.class.getResource("/" + name);
      if (url != null) {
        own.stream().filter(p -> url.toString().contains(p.toUri().getPath())).forEach(paths::add);
      }
    }
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

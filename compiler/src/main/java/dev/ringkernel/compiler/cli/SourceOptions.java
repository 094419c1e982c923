package dev.ringkernel.compiler.cli;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/** Options that {@code compile} and {@code run} share. */
final class SourceOptions {
  private final OptionSpec classPath =
      Syntax.text(
          "-cp",
          "--class-path",
          "PATH",
          "",
          "Jars and folders that the sources are compiled against, beside RingKernel's own.");

  /** A class of each jar that a program is written against. */
  private static final List<String> OWN =
      List.of(
          "dev/ringkernel/api/RingContext.class",
          "dev/ringkernel/runtime/ActorSystem.class",
          "org/jspecify/annotations/Nullable.class");

  /** To add to a command. */
  OptionSpec option() {
    return classPath;
  }

  /** What the user added. */
  List<Path> added() {
    return split(classPath.getValue());
  }

  /**
   * What the user added, then RingKernel's own jars that a program is written against; javac opens
   * every one it is given.
   */
  List<Path> all() {
    Set<Path> paths = new LinkedHashSet<>(added());
    for (String name : OWN) {
      URL url = SourceOptions.class.getResource("/" + name);
      if (url != null) {
        place(url.toString(), name).ifPresent(paths::add);
      }
    }
    return List.copyOf(paths);
  }

  /** The jar or folder that holds the resource {@code name} at {@code url}. */
  private static Optional<Path> place(String url, String name) {
    String place = url.substring(0, url.length() - name.length());
    if (place.startsWith("jar:") && place.endsWith("!/")) {
      place = place.substring("jar:".length(), place.length() - "!/".length());
    }
    return place.startsWith("file:") ? Optional.of(Path.of(URI.create(place))) : Optional.empty();
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

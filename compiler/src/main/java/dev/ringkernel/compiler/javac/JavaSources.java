package dev.ringkernel.compiler.javac;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;

/** The texts of the files javac read, and the names under which their problems are shown. */
final class JavaSources {
  private final Map<Path, String> shown = new HashMap<>();
  private final Map<JavaFileObject, String> texts = new HashMap<>();

  /** Shows {@code file} as {@code name}. */
  void show(Path file, String name) {
    shown.put(file.toAbsolutePath().normalize(), name);
  }

  String shown(JavaFileObject file) {
    if (!file.toUri().getScheme().equals("file")) {
      return file.getName();
    }
    Path path = Path.of(file.toUri()).toAbsolutePath().normalize();
    String name = shown.get(path);
    if (name != null) {
      return name;
    }
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  String text(JavaFileObject file) {
    return texts.computeIfAbsent(
        file,
        f -> {
          try {
            return f.getCharContent(true).toString();
          } catch (IOException e) {
            throw new UncheckedIOException(f.getName() + " cannot be read again", e);
          }
        });
  }
}

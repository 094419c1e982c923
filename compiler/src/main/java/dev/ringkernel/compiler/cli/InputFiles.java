package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.pipeline.UnitPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The source files a command was given, read once, and the folders their packages start in. */
final class InputFiles {
  private final Map<Path, String> shown = new LinkedHashMap<>();
  private final Map<String, Path> paths = new LinkedHashMap<>();
  private final Map<String, SourceUnit> units = new LinkedHashMap<>();
  private final Set<Path> roots = new LinkedHashSet<>();

  private InputFiles() {}

  /** Reads files and, in folders, every {@code .java} file below. */
  static InputFiles read(List<Path> given) {
    InputFiles files = new InputFiles();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> below = Files.walk(path)) {
          below
              .filter(f -> f.toString().endsWith(".java") && Files.isRegularFile(f))
              .sorted()
              .forEach(files::add);
        } catch (IOException e) {
          throw new UncheckedIOException("folder " + path + " cannot be listed", e);
        }
      } else if (!Files.exists(path)) {
        throw new CommandException(Exit.INPUT, path + " does not exist");
      } else if (!path.toString().endsWith(".java")) {
        throw new CommandException(Exit.INPUT, path + " is not a .java file");
      } else {
        files.add(path);
      }
    }
    if (files.shown.isEmpty()) {
      throw new CommandException(Exit.INPUT, "no .java file in " + join(given));
    }
    return files;
  }

  private static String join(List<Path> paths) {
    return String.join(", ", paths.stream().map(Path::toString).toList());
  }

  private void add(Path file) {
    if (file.getFileName().toString().equals("module-info.java")) {
      return;
    }
    String text = text(file);
    String path = UnitPath.of(file.getFileName().toString(), text);
    Path known = paths.putIfAbsent(path, file);
    if (known != null) {
      if (known.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
        return;
      }
      throw new CommandException(
          Exit.INPUT,
          known + " and " + file + " are both " + path + "; compile them one at a time");
    }
    shown.put(file, file.toString());
    units.put(path, new SourceUnit(path, text));
    UnitPath.root(file, path).ifPresent(roots::add);
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw new CommandException(Exit.INPUT, file + " is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Files with the names shown for them. */
  Map<Path, String> files() {
    return shown;
  }

  List<SourceUnit> units() {
    return new ArrayList<>(units.values());
  }

  /** Folders that hold packages, where further sources are found. */
  List<Path> roots() {
    return List.copyOf(roots);
  }

  /** The source of a top-level class under one of the roots, for helpers that were not given. */
  Optional<SourceUnit> find(String binaryName) {
    String path = binaryName.replace('.', '/') + ".java";
    SourceUnit given = units.get(path);
    if (given != null) {
      return Optional.of(given);
    }
    for (Path root : roots) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        paths.put(path, file);
        return Optional.of(new SourceUnit(path, text(file)));
      }
    }
    return Optional.empty();
  }

  /** The file as the user would name it, for a unit's path. */
  String shown(String unitPath) {
    Path file = paths.get(unitPath);
    return file == null ? unitPath : shown.getOrDefault(file, file.toString());
  }

  /** The text of a unit; null for one of the device API. */
  @Nullable String textOf(String unitPath) {
    SourceUnit given = units.get(unitPath);
    if (given != null) {
      return given.text();
    }
    Path file = paths.get(unitPath);
    return file == null ? null : text(file);
  }
}

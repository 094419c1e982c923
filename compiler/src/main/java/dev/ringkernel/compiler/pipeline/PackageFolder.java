package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.ptx.pack.KernelPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes packages under a folder of class files. */
public final class PackageFolder {
  private final Path root;

  /** Packages go to {@code META-INF/ringkernel} under {@code root}. */
  public PackageFolder(Path root) {
    this.root = root;
  }

  /**
   * Writes the files of one class; leaves those alone that are there with the same content, and
   * removes PTX of other targets.
   *
   * @param files content by resource name
   * @return whether anything changed
   */
  public boolean write(Map<String, byte[]> files) throws IOException {
    boolean changed = false;
    Set<Path> folders = new TreeSet<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      folders.add(path.getParent());
      if (!Files.isRegularFile(path) || !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
        changed = true;
      }
    }
    for (Path folder : folders) {
      changed |= removeOthers(folder, files);
    }
    return changed;
  }

  /** Removes the package of a class that has no kernels any more. */
  public void remove(String className) throws IOException {
    Path folder = root.resolve(KernelPackage.folder(className));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private boolean removeOthers(Path folder, Map<String, byte[]> files) throws IOException {
    boolean removed = false;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.sorted().toList()) {
        String name = path.getFileName().toString();
        String resource = root.relativize(path).toString().replace('\\', '/');
        if (!files.containsKey(resource) && name.startsWith("sm_")) {
          Files.delete(path);
          removed = true;
        }
      }
    }
    return removed;
  }

  /** The bytes of a text file. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

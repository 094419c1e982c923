package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.pipeline.Pipeline;
import dev.ringkernel.compiler.pipeline.PtxCache;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.pack.LayoutDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PTX by content in the user's cache folder ({@code $XDG_CACHE_HOME/ringkernel/ptx}). A folder that
 * cannot be read or written makes compilation slower and nothing else, so what goes wrong here is
 * no one's error.
 */
final class DiskCache implements PtxCache {
  private static final String HEADER = "ringkernel-ptx-cache 1";
  private static final int MOST_FILES = 500;

  private final Path folder;
  private final String compiler;

  DiskCache(Path folder, String compiler) {
    this.folder = folder;
    this.compiler = compiler;
  }

  /**
   * The cache of this user and this compiler; one that remembers nothing where the compiler is not
   * in jars.
   */
  static PtxCache ofUser() {
    StringBuilder compiler = new StringBuilder();
    for (Class<?> part : List.of(Pipeline.class, Module.class, PtxEmitter.class)) {
      String jar = jar(part);
      if (jar == null) {
        return PtxCache.NONE;
      }
      compiler.append(jar).append('\n');
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return new DiskCache(base.resolve("ringkernel").resolve("ptx"), compiler.toString());
  }

  /** Size and time of the jar that holds a class: another build has others. */
  private static @Nullable String jar(Class<?> part) {
    CodeSource source = part.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      return null;
    }
    Path jar = Path.of(java.net.URI.create(source.getLocation().toString()));
    try {
      return Files.isRegularFile(jar)
          ? jar.getFileName()
              + " "
              + Files.size(jar)
              + " "
              + Files.getLastModifiedTime(jar).toMillis()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private Path file(String key) {
    return folder.resolve(LayoutDigest.ofText(compiler + key) + ".ptx");
  }

  @Override
  public @Nullable Entry get(String key) {
    try {
      Path file = file(key);
      if (!Files.isRegularFile(file)) {
        return null;
      }
      String text = Files.readString(file);
      List<String> head = text.lines().limit(4).toList();
      if (head.size() < 4 || !head.getFirst().equals(HEADER)) {
        return null;
      }
      int start = 0;
      for (String line : head) {
        start += line.length() + 1;
      }
      String ptx = text.substring(Math.min(start, text.length()));
      if (!LayoutDigest.ofText(ptx).equals(head.get(1))) {
        return null;
      }
      Files.setLastModifiedTime(file, FileTime.from(java.time.Instant.now()));
      return new Entry(head.get(2), List.of(head.get(3).split("\t", -1)), ptx);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void put(String key, Entry entry) {
    String text =
        String.join(
            "\n",
            HEADER,
            LayoutDigest.ofText(entry.ptx()),
            entry.version(),
            String.join("\t", entry.sources()),
            entry.ptx());
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "new", ".tmp");
      Files.writeString(temporary, text);
      Files.move(
          temporary,
          file(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forgetOldest();
    } catch (IOException e) {
      return;
    }
  }

  private void forgetOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() <= MOST_FILES) {
      return;
    }
    List<Path> byAge =
        files.stream().sorted(Comparator.comparing(f -> f.toFile().lastModified())).toList();
    for (Path old : byAge.subList(0, files.size() - MOST_FILES / 2)) {
      Files.deleteIfExists(old);
    }
  }
}

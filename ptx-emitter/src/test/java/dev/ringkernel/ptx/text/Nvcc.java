package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * NVIDIA's compiler, for the kernels of {@code src/test/resources/cuda}. What it gave is kept in
 * {@code target/cuda} by the content of its input.
 */
public final class Nvcc {
  /** Where the kernels are. */
  public static final Path KERNELS = Path.of("src/test/resources/cuda");

  private static final Path KEPT = Path.of("target/cuda");

  private Nvcc() {}

  /** The compiler on the path; skips the test where there is none. */
  public static Path orSkip() {
    Optional<Path> found = find();
    if (found.isEmpty()) {
      assertThat(System.getenv("CI")).as("CI needs nvcc on the PATH").isNull();
      System.err.println("SKIPPED: no PTX of another compiler was read, no nvcc on the PATH");
      Assumptions.abort("no nvcc on the PATH");
    }
    return found.orElseThrow();
  }

  private static Optional<Path> find() {
    String path = System.getenv("PATH");
    for (String dir : path == null ? new String[0] : path.split(":")) {
      Path candidate = Path.of(dir, "nvcc");
      if (!dir.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The names of the kernels' files, sorted. */
  public static List<String> kernels() {
    try (Stream<Path> files = Files.list(KERNELS)) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(n -> n.endsWith(".cu"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The architecture that a kernel's file asks for; {@code otherwise} where it does not. */
  public static String architecture(String kernel, String otherwise) {
    return source(kernel)
        .lines()
        .filter(l -> l.startsWith("// arch:"))
        .map(l -> l.substring(8).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** The text of a kernel's file. */
  public static String source(String kernel) {
    try {
      return Files.readString(KERNELS.resolve(kernel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The PTX of a kernel at {@code -O3}, with more options behind. */
  public static String ptx(Path nvcc, String kernel, String architecture, String... options) {
    List<String> command =
        new ArrayList<>(List.of(nvcc.toString(), "-O3", "-arch=" + architecture, "-ptx"));
    command.addAll(List.of(options));
    try {
      String key = digest(nvcc.toRealPath() + " " + command + "\n" + source(kernel));
      Path kept = KEPT.resolve(kernel.replace(".cu", "-") + key + ".ptx");
      if (!Files.exists(kept)) {
        Files.createDirectories(KEPT);
        Path fresh = Files.createTempFile(KEPT, kernel, ".ptx");
        command.addAll(List.of("-o", fresh.toString(), KERNELS.resolve(kernel).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s\n%s", command, output).isZero();
        Files.move(fresh, kept);
      }
      return Files.readString(kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while nvcc ran", e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

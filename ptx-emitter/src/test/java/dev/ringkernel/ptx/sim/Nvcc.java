package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * CUDA C++ to PTX. All files of a target are compiled as one, each in a namespace of its own: most
 * of the time goes into the headers. What was compiled stays in {@code target/cuda}, by its content
 * and the compiler's.
 */
public final class Nvcc {
  /** The kernels in CUDA C++. */
  public static final Path CORPUS = Path.of("src/test/resources/cuda");

  private static final Path KEPT = Path.of("target/cuda");

  private Nvcc() {}

  /** The compiler on the path, or empty. */
  public static Optional<Path> find() {
    String path = System.getenv("PATH");
    for (String dir : path == null ? new String[0] : path.split(":")) {
      Path candidate = Path.of(dir, "nvcc");
      if (!dir.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The compiler on the path; skips the test where there is none. */
  public static Path orSkip() {
    Optional<Path> found = find();
    if (found.isEmpty()) {
      assertThat(System.getenv("CI")).as("CI needs nvcc on the PATH").isNull();
      System.err.println("SKIPPED: no nvcc on the PATH");
      Assumptions.abort("no nvcc on the PATH");
    }
    return found.orElseThrow();
  }

  /** The corpus's files for a target, sorted; a file may ask for another than sm_90. */
  public static List<Path> corpus(String target) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(CORPUS)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".cu")).sorted().toList()) {
        if (target(file).equals(target)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /** The target that a file asks for. */
  public static String target(Path file) throws IOException {
    return Files.readString(file).contains("// arch:   sm_90a") ? "sm_90a" : "sm_90";
  }

  /** The PTX of all files of the corpus for a target. */
  public static String ptx(Path nvcc, String target) throws IOException {
    return ptx(nvcc, corpus(target), target);
  }

  /** The PTX of the files, compiled together for a target, with more options. */
  public static String ptx(Path nvcc, List<Path> files, String target, String... options)
      throws IOException {
    String source = together(files);
    List<String> flags = new ArrayList<>(List.of("-O3", "-arch=" + target, "-ptx", "-w"));
    flags.addAll(List.of(options));
    String key = hash(run(List.of(nvcc.toString(), "--version")) + flags + source);
    Path kept = KEPT.resolve(key + ".ptx");
    if (!Files.exists(kept)) {
      Files.createDirectories(KEPT);
      Path unit = Files.createTempFile(KEPT, "unit", ".cu");
      Path out = Files.createTempFile(KEPT, "unit", ".ptx");
      Files.writeString(unit, source);
      List<String> command = new ArrayList<>(List.of(nvcc.toString()));
      command.addAll(flags);
      command.addAll(List.of("-o", out.toString(), unit.toString()));
      run(command);
      Files.delete(unit);
      Files.move(out, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(kept);
  }

  /** The headers once, then each file in a namespace. */
  private static String together(List<Path> files) throws IOException {
    Set<String> headers = new LinkedHashSet<>();
    StringBuilder bodies = new StringBuilder();
    for (Path file : files) {
      String name = file.getFileName().toString();
      bodies.append("namespace in_").append(name.replace(".cu", "")).append(" {\n");
      bodies.append("#line 1 \"").append(name).append("\"\n");
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("#include <")) {
          headers.add(line);
          bodies.append('\n');
        } else {
          bodies.append(line).append('\n');
        }
      }
      bodies.append("}\n");
    }
    return String.join("\n", headers) + "\n" + bodies;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed:\n" + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return output;
  }
}

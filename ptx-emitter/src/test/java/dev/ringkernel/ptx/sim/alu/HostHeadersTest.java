package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Narrow conversions against those that the toolkit's headers do on the host. */
public final class HostHeadersTest {
  @TempDir private Path folder;

  HostHeadersTest() {}

  /** The conversions by the names that the host's program prints. */
  private static final Map<String, String> FROM_F32 =
      Map.of(
          "e4m3", "cvt.rn.satfinite.e4m3x2.f32 d, a, b",
          "e5m2", "cvt.rn.satfinite.e5m2x2.f32 d, a, b",
          "e2m3", "cvt.rn.satfinite.e2m3x2.f32 d, a, b",
          "e3m2", "cvt.rn.satfinite.e3m2x2.f32 d, a, b",
          "e2m1", "cvt.rn.satfinite.e2m1x2.f32 d, a, b",
          "ue8m0.rz", "cvt.rz.ue8m0x2.f32 d, a, b",
          "ue8m0.rz.satfinite", "cvt.rz.satfinite.ue8m0x2.f32 d, a, b",
          "ue8m0.rp", "cvt.rp.ue8m0x2.f32 d, a, b",
          "ue8m0.rp.satfinite", "cvt.rp.satfinite.ue8m0x2.f32 d, a, b");

  private static final Map<String, String> FROM_BF16 =
      Map.of(
          "ue8m0.rz", "cvt.rz.ue8m0x2.bf16x2 d, a",
          "ue8m0.rz.satfinite", "cvt.rz.satfinite.ue8m0x2.bf16x2 d, a",
          "ue8m0.rp", "cvt.rp.ue8m0x2.bf16x2 d, a",
          "ue8m0.rp.satfinite", "cvt.rp.satfinite.ue8m0x2.bf16x2 d, a");

  private static final Map<String, String> TO_HALF =
      Map.of(
          "e4m3", "cvt.rn.f16x2.e4m3x2 d, a",
          "e5m2", "cvt.rn.f16x2.e5m2x2 d, a",
          "e2m3", "cvt.rn.f16x2.e2m3x2 d, a",
          "e3m2", "cvt.rn.f16x2.e3m2x2 d, a",
          "e2m1", "cvt.rn.f16x2.e2m1x2 d, a",
          "ue8m0", "cvt.rn.bf16x2.ue8m0x2 d, a");

  /** Formats with a {@code .relu} of which only newer hardware knows. */
  private static final Set<String> CLAMPED = Set.of("e2m3", "e3m2", "e2m1");

  /** The forms that are compared. */
  public static Set<String> spellings() {
    Set<String> all = new HashSet<>(FROM_F32.values());
    all.addAll(FROM_BF16.values());
    all.addAll(TO_HALF.values());
    for (String format : CLAMPED) {
      all.add(relu(FROM_F32.get(format)));
      all.add(relu(TO_HALF.get(format)));
    }
    return all;
  }

  /** With {@code .relu}, which the headers lack: what is below zero becomes zero. */
  private static String relu(String spelling) {
    return spelling.startsWith("cvt.rn.satfinite.")
        ? spelling.replace("satfinite.", "satfinite.relu.")
        : spelling.replace("cvt.rn.", "cvt.rn.relu.");
  }

  @Test
  void narrowConversionsAreTheHeaders() throws IOException, InterruptedException {
    Path program = compile();
    Process process = new ProcessBuilder(program.toString()).redirectErrorStream(true).start();
    int lines = 0;
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] words = line.split(" ");
        long from = Long.parseLong(words[2], 16);
        long expected = Long.parseLong(words[3], 16);
        switch (words[0]) {
          case "down" -> down(words[1], from, expected);
          case "half" -> half(words[1], from, expected);
          case "up" -> up(words[1], from, expected);
          default -> throw new IllegalStateException("the host's program says: " + line);
        }
        lines++;
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(lines).isGreaterThan(500_000);
  }

  private static void down(String format, long from, long expected) {
    Meaning meaning = Reference.meaning(FROM_F32.get(format));
    int width = format.equals("e2m1") ? 4 : 8;
    long pair = meaning.apply(from, 0x3f800000L);
    if (pair >>> width != expected) {
      assertThat(Long.toHexString(pair >>> width))
          .as("%s of %x", format, from)
          .isEqualTo(Long.toHexString(expected));
    }
    if (CLAMPED.contains(format)) {
      Meaning clamped = Reference.meaning(relu(FROM_F32.get(format)));
      boolean number = (from & 0x7fffffffL) <= 0x7f800000L;
      long wanted = number && from >>> 31 != 0 ? 0 : expected;
      long got = clamped.apply(from, 0x3f800000L) >>> width;
      if (got != wanted) {
        assertThat(Long.toHexString(got))
            .as("%s with .relu of %x", format, from)
            .isEqualTo(Long.toHexString(wanted));
      }
    }
  }

  private static void half(String format, long from, long expected) {
    long pair = Reference.meaning(FROM_BF16.get(format)).apply(from << 16 | from);
    assertThat(pair).as("%s of bf16 %x", format, from).isEqualTo(expected << 8 | expected);
  }

  private static void up(String format, long from, long expected) {
    Meaning meaning = Reference.meaning(TO_HALF.get(format));
    int width = format.equals("e2m1") ? 4 : 8;
    long pair = meaning.apply(from << width | from);
    assertThat(pair).as("%s %x", format, from).isEqualTo(expected << 16 | expected);
    if (CLAMPED.contains(format)) {
      long wanted = expected >>> 15 != 0 ? 0 : expected;
      assertThat(Reference.meaning(relu(TO_HALF.get(format))).apply(from << width | from))
          .as("%s with .relu %x", format, from)
          .isEqualTo(wanted << 16 | wanted);
    }
  }

  private Path compile() throws IOException, InterruptedException {
    Path nvcc = find("nvcc");
    if (nvcc == null) {
      assertThat(System.getenv("CI")).as("CI needs nvcc on the PATH").isNull();
      System.err.println("SKIPPED: narrow conversions were not compared, no nvcc on the PATH");
      Assumptions.abort("no nvcc on the PATH");
    }
    Path source = folder.resolve("narrow.cpp");
    try (var in = HostHeadersTest.class.getResourceAsStream("narrow.cpp")) {
      Files.write(source, in.readAllBytes());
    }
    Path program = folder.resolve("narrow");
    Process process =
        new ProcessBuilder(
                nvcc.toString(), "-O1", "-std=c++17", "-o", program.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return program;
  }

  private static Path find(String tool) {
    for (String dir : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path candidate = Path.of(dir, tool);
      if (!dir.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}

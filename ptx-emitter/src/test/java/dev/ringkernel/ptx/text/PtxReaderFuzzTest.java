package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Truncated and adversarial text gives a module or an error with a line: no other exception, and no
 * hang. What is still a module must come back from its own print. Texts changed by chance are in
 * {@code dev.ringkernel.ptx.fuzz}.
 */
class PtxReaderFuzzTest {
  private static final Duration HANG = Duration.ofSeconds(60);
  private static final String HEADER = ".version 8.6\n.target sm_90\n.address_size 64\n";

  private static List<String> corpus() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      for (Path p : files.filter(f -> f.toString().endsWith(".ptx")).sorted().toList()) {
        texts.add(Files.readString(p));
      }
    }
    assertThat(texts).hasSizeGreaterThan(5);
    texts.add(ForeignTexts.EVERYTHING);
    return texts;
  }

  private static void read(String text) {
    PtxModule module;
    try {
      module = PtxReader.read("fuzz.ptx", text);
    } catch (PtxSyntaxException e) {
      long lines = text.chars().filter(c -> c == '\n').count() + 1;
      assertThat(e.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
      for (PtxDiagnostic d : e.diagnostics()) {
        assertThat(d.line()).isBetween(1, (int) lines);
        assertThat(d.column()).isPositive();
        assertThat(d.message()).isNotBlank().hasSizeLessThan(20_000);
        assertThat(d.caret()).isBetween(0, d.source().length());
      }
      return;
    }
    assertThat(PtxReader.read("printed.ptx", PtxPrinter.print(module))).isEqualTo(module);
  }

  @Test
  void prefixesGiveAModuleOrAnErrorWithALine() throws IOException {
    String small = corpus().getFirst();
    for (int i = 0; i < small.length(); i++) {
      read(small.substring(0, i));
    }
    for (int i = 0; i < ForeignTexts.EVERYTHING.length(); i += 7) {
      read(ForeignTexts.EVERYTHING.substring(0, i));
    }
  }

  static List<String> adversarial() {
    int n = 50_000;
    String body = HEADER + ".entry k() {\n.reg .b32 a;\n";
    return List.of(
        "",
        "\0".repeat(n),
        "/*".repeat(n),
        HEADER + "{".repeat(n),
        body + "{".repeat(n),
        body + "{x:}".repeat(n) + "}",
        body + "{.shared .b8 x;}".repeat(n) + "}",
        body + "{.reg .b32 a;}".repeat(n) + "}",
        body + "mov.u32 a, " + "(".repeat(n) + "1;}",
        body + "mov.u32 a, " + "-".repeat(n) + "1;}",
        body + "mov.u32 a, " + "1?1:".repeat(n) + "1;}",
        body + "mov.u32 a, " + "1+".repeat(n) + "1;}",
        body + "mov.u32 a, " + "9".repeat(n) + ";}",
        body + "mov.u32 a, 0." + "9".repeat(n) + ";}",
        body + "mov.b64 {" + "a,".repeat(n) + "a}, a;}",
        body + "add.u32 " + "a,".repeat(n) + "a;}",
        body + "add" + ".u32".repeat(n) + " a, a, a;}",
        body + "x".repeat(n) + " a, a, a;}",
        body + "x".repeat(n) + ": ret;}",
        body + ".reg .b32 r<1048576>;".repeat(1000) + "}",
        body + ".reg .v4 .b32 r<262143>, s<262143>;}",
        body + "T: .branchtargets " + "L,".repeat(n) + "L; L: ret; }",
        body + "{ L: } T: .branchtargets " + "L,".repeat(n) + "L; L: ret; }",
        body + "# ".repeat(n),
        body
            + ".loc 1 1 1, function_name f, inlined_at 1 1 1\nret;".repeat(20_000)
            + "}\n.file 1 \"a\"",
        HEADER + ".file 1 \"" + "a".repeat(n),
        HEADER + ".file 1 \"a\" ".repeat(n),
        HEADER + ".global .u32 x[2][2147483647] = {{1},{2}};",
        HEADER + ".global .u32 x[2][1099511627776][1099511627776] = {{1},{2}};",
        HEADER + ".global .u32 x" + "[2]".repeat(n) + ";",
        HEADER + ".global .u32 x[] = {" + "1,".repeat(n) + "1};",
        HEADER + ".global .u32 x[] = " + "{".repeat(n) + ";",
        HEADER + ".entry k(" + ".param .u32 x,".repeat(n) + ".param .u32 x) { ret; }",
        HEADER + ".entry k() " + ".maxntid 1 ".repeat(n) + " { ret; }",
        HEADER + ".pragma \"" + "x".repeat(n) + "\";",
        HEADER + ".section .debug_str {" + "\"".repeat(n),
        ".version " + "9".repeat(n),
        ".version 9.0 .target sm_" + "9".repeat(n),
        (HEADER + ".func f() { ret; }\n").repeat(2),
        HEADER + ".func f() { call f; }" + ".func f(); ".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("adversarial")
  void adversarialTextEndsSoon(String text) {
    assertTimeoutPreemptively(HANG, () -> read(text));
  }
}

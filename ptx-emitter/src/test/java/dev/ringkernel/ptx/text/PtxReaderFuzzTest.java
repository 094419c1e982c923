package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Garbled, truncated and adversarial text gives a module or an error with a line: no other
 * exception, and no hang.
 *
 * <p>The mutations go on for {@code -Dptx.fuzz.seconds}, 2 if not said, from {@code
 * -Dptx.fuzz.seed}; each takes a text of the corpus and changes it at a few places. What is still a
 * module must come back from its own print.
 */
class PtxReaderFuzzTest {
  private static final Duration HANG = Duration.ofSeconds(60);
  private static final String HEADER = ".version 8.6\n.target sm_90\n.address_size 64\n";

  /** Pieces that stand in PTX, to be put where they do not belong. */
  private static final String[] PIECES = {
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ":",
    ",",
    "@",
    "!",
    "|",
    "+",
    "-",
    "\"",
    "/*",
    "*/",
    "//",
    "<",
    ">",
    "=",
    "_",
    ".",
    "::",
    "%",
    "\n",
    "\t",
    "\0",
    "é",
    "\uD800",
    "0x",
    "0f",
    "0d1",
    "1e",
    "99999999999999999999",
    "-1",
    "4294967296",
    "%r1",
    "%tid.x",
    "WARP_SZ",
    ".reg .b32 q<1048576>;",
    ".param .b32 x;",
    ".shared .b8 s[1099511627776];",
    ".loc 1 1 1",
    ".file 1 \"f\"",
    "ret;",
    ".entry k() {",
    ".func",
    "call",
    "bra $B1;",
    ".branchtargets",
    "generic(",
    ".v4",
    ".align 3",
    "{{{{{{{{",
    "((((((((",
    "prototype_0 : .callprototype _ ();",
    ".section .x {",
    ".pragma \"x\";",
    "inlined_at 1 1 1",
    ".global .u32 z[4][1000000] = {{1},{2},{3}};",
    ".extern",
    ".alias a, b;",
  };

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

  private static String mutated(String text, List<String> corpus, Random random) {
    StringBuilder out = new StringBuilder(text);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !out.isEmpty(); i++) {
      int at = random.nextInt(out.length());
      int length = Math.min(out.length() - at, 1 + random.nextInt(random.nextInt(20) + 1));
      switch (random.nextInt(9)) {
        case 0 -> out.setLength(at);
        case 1 -> out.delete(at, at + length);
        case 2 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 3 -> out.replace(at, at + length, PIECES[random.nextInt(PIECES.length)]);
        case 4 -> out.setCharAt(at, (char) random.nextInt(128));
        case 5 -> out.insert(at, out.substring(at, at + length).repeat(1 + random.nextInt(3)));
        case 6 -> {
          String other = corpus.get(random.nextInt(corpus.size()));
          int from = random.nextInt(other.length());
          out.insert(at, other, from, Math.min(other.length(), from + random.nextInt(200)));
        }
        case 7 -> {
          // A word in place of another.
          int from = out.indexOf(" ", at);
          int to = from < 0 ? -1 : out.indexOf(" ", from + 1);
          int source = out.indexOf(" ", random.nextInt(out.length()));
          int end = source < 0 ? -1 : out.indexOf(" ", source + 1);
          if (to > 0 && end > 0) {
            out.replace(from, to, out.substring(source, end));
          }
        }
        default -> {
          // A line moved.
          int from = out.lastIndexOf("\n", at);
          int to = out.indexOf("\n", at);
          if (from >= 0 && to > from) {
            String line = out.substring(from, to);
            out.delete(from, to);
            int where = out.indexOf("\n", random.nextInt(Math.max(1, out.length())));
            out.insert(where < 0 ? 0 : where, line);
          }
        }
      }
    }
    return out.toString();
  }

  @Test
  void mutationsGiveAModuleOrAnErrorWithALine() throws IOException {
    List<String> corpus = corpus();
    long seed = Long.getLong("ptx.fuzz.seed", System.nanoTime());
    long seconds = Long.getLong("ptx.fuzz.seconds", 2);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long texts = 0;
    while (System.nanoTime() < end || texts == 0) {
      long one = seed + texts;
      Random random = new Random(one);
      String text = mutated(corpus.get(random.nextInt(corpus.size())), corpus, random);
      try {
        assertTimeoutPreemptively(HANG, () -> read(text));
      } catch (Throwable t) {
        throw new AssertionError("-Dptx.fuzz.seed=" + one + "\n" + text, t);
      }
      texts++;
    }
    System.out.println(
        "fuzz: " + texts + " texts from -Dptx.fuzz.seed=" + seed + ", all read or refused");
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

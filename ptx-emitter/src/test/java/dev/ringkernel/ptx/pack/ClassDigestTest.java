package dev.ringkernel.ptx.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDigestTest {
  private static final String SOURCE =
      """
      package a;
      public final class Helper {
        static final int LIMIT = 7;
        private long sum;
        static int f(int n, int[] a) {
          final int k = 5;
          int s = 0;
          for (int i = 0; i < n; i++) {
            final long unused = 9L;
            int t = a[i] * k;
            s += t;
          }
          { final int m = 3; int x = n; s += x * m; }
          { int p = n, q = s; s = p - q; }
          try {
            int z = 100 / s;
            s += z;
          } catch (ArithmeticException e) {
            s = LIMIT;
          }
          return switch (s) { case 1 -> 10; case 2, 3 -> 20; default -> s; };
        }
        static String g(Object o) { return o instanceof String s ? s + "!" : "" + o; }
        long h(double d) { sum += (long) (d * 1.5); return sum; }
      }
      """;

  @TempDir Path folder;

  @Test
  void debugInformationDoesNotCount() throws IOException {
    String all = ClassDigest.text(compile("g", SOURCE, "-g"));
    assertThat(ClassDigest.text(compile("none", SOURCE, "-g:none"))).isEqualTo(all);
    assertThat(ClassDigest.text(compile("lines", SOURCE))).isEqualTo(all);
    assertThat(ClassDigest.text(compile("params", SOURCE, "-parameters"))).isEqualTo(all);
    assertThat(ClassDigest.text(compile("comment", "// moved\n\n" + SOURCE, "-g"))).isEqualTo(all);
  }

  @Test
  void whatTheCodeDoesCounts() throws IOException {
    String before = ClassDigest.of(compile("before", SOURCE));
    String[][] edits = {
      {"k = 5", "k = 6"},
      {"LIMIT = 7", "LIMIT = 8"},
      {"s += t", "s -= t"},
      {"int p = n, q = s", "int p = s, q = n"},
      {"i < n", "i <= n"},
      {"case 2, 3", "case 2, 4"},
      {"long sum;", "volatile long sum;"},
      {"private long sum", "long sum"},
      {"1.5", "1.25"},
      {"\"!\"", "\"?\""},
      {"ArithmeticException e", "RuntimeException e"},
    };
    for (int i = 0; i < edits.length; i++) {
      String changed = SOURCE.replace(edits[i][0], edits[i][1]);
      assertThat(changed).isNotEqualTo(SOURCE);
      assertThat(ClassDigest.of(compile("edit" + i, changed))).as(edits[i][1]).isNotEqualTo(before);
    }
  }

  @Test
  void aChangedOrAbsentClassIsStale() throws IOException {
    byte[] helper = compile("one", SOURCE);
    byte[] changed = compile("two", SOURCE.replace("k = 5", "k = 6"));
    List<ClassEntry> classes = List.of(new ClassEntry("a.Helper", ClassDigest.of(helper)));
    StaleCheck.check("a.Counter", classes, name -> helper);
    assertThatThrownBy(() -> StaleCheck.check("a.Counter", classes, name -> changed))
        .isInstanceOf(PackageException.class)
        .hasMessage(
            "a.Counter: its kernel is stale: the code of a.Helper was compiled into it, and the class has"
                + " changed since. Compile a.Counter again (mvn compile, or ringkernel compile)");
    assertThatThrownBy(() -> StaleCheck.check("a.Counter", classes, name -> null))
        .hasMessageContaining(
            "a.Helper was compiled into it, and the class is not on the class path");
  }

  private byte[] compile(String name, String source, String... options) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("Helper.java");
    Files.writeString(file, source);
    List<String> args = new ArrayList<>(List.of("-d", folder.resolve(name).toString()));
    args.addAll(List.of(options));
    args.add(file.toString());
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, args.toArray(String[]::new));
    assertThat(status).as(out.toString()).isZero();
    return Files.readAllBytes(folder.resolve(name).resolve("a/Helper.class"));
  }
}

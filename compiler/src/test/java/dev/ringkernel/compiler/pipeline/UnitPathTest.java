package dev.ringkernel.compiler.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnitPathTest {
  @Test
  void thePackageIsReadPastCommentsAndAnnotations() {
    assertThat(UnitPath.of("A.java", "package a.b;\nclass A {}")).isEqualTo("a/b/A.java");
    assertThat(UnitPath.of("A.java", "/* package x; */ // package y;\n package /*z*/ a . b ;"))
        .isEqualTo("a/b/A.java");
    assertThat(UnitPath.of("package-info.java", "@X(\"(\" + 1)\n@Y\npackage a;")).isNotNull();
    assertThat(UnitPath.packageName("@Deprecated package a;")).isEqualTo("a");
    assertThat(UnitPath.of("A.java", "import a.b;\nclass A {}")).isEqualTo("A.java");
    assertThat(UnitPath.of("A.java", "packaged();")).isEqualTo("A.java");
    assertThat(UnitPath.of("A.java", "")).isEqualTo("A.java");
  }

  @Test
  void theRootIsAboveThePackage() {
    assertThat(UnitPath.root(Path.of("/x/src/a/b/A.java"), "a/b/A.java"))
        .contains(Path.of("/x/src"));
    assertThat(UnitPath.root(Path.of("/x/other/A.java"), "a/b/A.java")).isEmpty();
    assertThat(UnitPath.root(Path.of("/x/A.java"), "A.java")).contains(Path.of("/x"));
  }

  @Test
  void aLineOfPtxLeadsToJava() {
    JavaLines lines =
        JavaLines.of(
            ".visible .entry f()\n{\n\t.loc 1 7 3\n\tret;\n}\n\nadd;\n.file 1 \"a/A.java\"\n");
    assertThat(lines.at(4)).contains(new JavaLines.Place("a/A.java", 7));
    assertThat(lines.at(7)).isEmpty();
    assertThat(lines.at(1)).isEmpty();
  }
}
